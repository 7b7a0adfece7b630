package io.alluvium.learning;

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
