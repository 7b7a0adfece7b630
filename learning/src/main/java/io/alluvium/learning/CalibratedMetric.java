package io.alluvium.learning;

import java.util.List;
import java.util.Optional;

/** Places classes of few samples by their calibrated means; all else is that of another metric. */
final class CalibratedMetric implements Metric {
  private final Calibration calibration;
  private final Metric metric;

  CalibratedMetric(Calibration calibration, Metric metric) {
    this.calibration = calibration;
    this.metric = metric;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    return metric.place(label, calibration.calibrated(sums), weights);
  }

  @Override
  public void place(
      List<String> labels, List<ClassSums> classes, double[] weights, double[] biases) {
    metric.place(labels, classes.stream().map(calibration::calibrated).toList(), weights, biases);
  }

  @Override
  public Optional<Whitening> whitening() {
    return metric.whitening();
  }

  @Override
  public int group(long count) {
    return metric.group(count);
  }

  @Override
  public double factor(Embedding query) {
    return metric.factor(query);
  }

  @Override
  public void finish(Embedding query, ClassGroups groups, double[] scores) {
    metric.finish(query, groups, scores);
  }
}
