package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a row of weights for each class by gradient descent on the cross-entropy, in one pass over
 * batches of {@value #BATCH} samples. Mutable, for one thread.
 *
 * <pre>
 * d_c = -r sum_i (p_ic - y_ic) x_i          for the classes c of the batch only
 * d_c <- d_c - (d_c . m_j) m_j              for each class j known but absent, where d_c . m_j > 0
 * </pre>
 *
 * <p>with {@code m_j} the direction of the mean of class {@code j} so far: a step of one class may
 * not raise its score where another class lies, but may lower it there. A class begins at the
 * direction of its mean in its first batch (Qi, Brown and Lowe, "Low-shot learning with imprinted
 * weights", CVPR 2018). Departs from CUBER: the subspace of an old class is its mean, and agreement
 * is looked at for each pair of classes instead of each pair of tasks.
 */
final class SoftmaxTrainer {
  private static final int BATCH = 32;
  private static final double RATE = 0.5;

  /** Length of a row at its beginning: what a cosine of 1 is in log-odds. */
  private static final double LENGTH = 16;

  /** A class as it is trained. */
  private static final class Row {
    private final double[] weights;
    private final double[] sum;
    private double[] direction;

    Row(double[] firstSum) {
      sum = firstSum;
      weights = imprinted(firstSum);
      direction = scaled(firstSum, 1);
    }

    void absorb(double[] more) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
      direction = scaled(sum, 1);
    }
  }

  private final double unit;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  SoftmaxTrainer(Space space) {
    this.unit = 1 / space.usualNorm();
  }

  /** Returns the row at which a class with this mean begins: the mean at a length of 16. */
  static double[] imprinted(double[] mean) {
    return scaled(mean, LENGTH);
  }

  private static double[] scaled(double[] vector, double length) {
    double norm = Matrices.norm(vector);
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length && norm > 0; i++) {
      result[i] = length * vector[i] / norm;
    }
    return result;
  }

  /** Returns float64[dim] by class, for queries of unit length. */
  Map<String, double[]> train(List<LabelledExemplar> samples) {
    for (int from = 0; from < samples.size(); from += BATCH) {
      step(samples.subList(from, Math.min(from + BATCH, samples.size())));
    }
    Map<String, double[]> trained = new HashMap<>();
    rows.forEach((label, row) -> trained.put(label, row.weights));
    return trained;
  }

  private void step(List<LabelledExemplar> batch) {
    Map<String, double[]> present = sums(batch);
    present.forEach((label, sum) -> {
      Row row = rows.get(label);
      if (row == null) {
        rows.put(label, new Row(sum));
      } else {
        row.absorb(sum);
      }
    });
    Map<String, double[]> steps = new LinkedHashMap<>();
    present.keySet().forEach(label -> steps.put(label, new double[dim(batch)]));
    for (LabelledExemplar each : batch) {
      descend(each, steps);
    }
    List<Row> absent = new ArrayList<>(rows.values());
    present.keySet().forEach(label -> absent.remove(rows.get(label)));
    rows.forEach((label, row) -> {
      double[] step = steps.get(label);
      if (step != null) {
        absent.forEach(other -> keepOff(step, other.direction));
        add(step, 1, row.weights);
      }
    });
  }

  private static int dim(List<LabelledExemplar> batch) {
    return batch.getFirst().exemplar().embedding().dim();
  }

  private Map<String, double[]> sums(List<LabelledExemplar> batch) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (LabelledExemplar each : batch) {
      double[] sum = sums.computeIfAbsent(each.label(), label -> new double[dim(batch)]);
      add(point(each), each.exemplar().weight(), sum);
    }
    return sums;
  }

  private double[] point(LabelledExemplar sample) {
    Embedding embedding = sample.exemplar().embedding();
    double[] point = new double[embedding.dim()];
    for (int i = 0; i < point.length; i++) {
      point[i] = embedding.get(i) * unit;
    }
    return point;
  }

  /** Adds what one sample asks for to the steps of the classes that are present. */
  private void descend(LabelledExemplar sample, Map<String, double[]> steps) {
    double[] point = point(sample);
    double[] scores = new double[rows.size()];
    int next = 0;
    for (Row row : rows.values()) {
      scores[next++] = Matrices.dot(row.weights, point);
    }
    double[] probabilities = Ranking.probabilities(scores);
    next = 0;
    for (String label : rows.keySet()) {
      double wanted = (label.equals(sample.label()) ? 1 : 0) - probabilities[next++];
      double[] step = steps.get(label);
      if (step != null) {
        add(point, RATE * sample.exemplar().weight() * wanted, step);
      }
    }
  }

  /** Takes from a step what raises the score in a direction. */
  private static void keepOff(double[] step, double[] direction) {
    double along = Matrices.dot(step, direction);
    if (along > 0) {
      add(direction, -along, step);
    }
  }

  private static void add(double[] from, double factor, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
