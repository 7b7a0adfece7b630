package io.alluvium.learning;

import io.alluvium.learning.internal.LinearSvm;
import java.util.Arrays;
import java.util.Map;

/** One support vector machine for each class, its rows against those of all others. */
final class SupportVectorMetric implements Metric {
  /** What a margin of 1 is in log-odds. */
  private static final double LOG_ODDS = 4;

  private static final double COST = 1;

  /** With many classes, fewer rows of each are held against the others. */
  private static final int MOST_NEGATIVES = 4000;

  private final ClassRows rows;

  SupportVectorMetric(ClassRows rows) {
    this.rows = rows;
  }

  @Override
  public double place(String label, ClassSums sums, double[] weights) {
    int width = rows.width();
    double[] own = rows.of(label, sums);
    int share = Math.max(1, MOST_NEGATIVES / Math.max(1, rows.all().size()));
    double[] all = Arrays.copyOf(own, own.length + share * rows.all().size() * width);
    int end = own.length;
    for (Map.Entry<String, double[]> other : rows.all().entrySet()) {
      if (!other.getKey().equals(label)) {
        int length = Math.min(other.getValue().length, share * width);
        System.arraycopy(other.getValue(), 0, all, end, length);
        end += length;
      }
    }
    boolean[] positive = new boolean[end / width];
    Arrays.fill(positive, 0, own.length / width, true);
    double[] solved = new LinearSvm(Kernels.operations(), width, COST).solve(all, positive);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = LOG_ODDS * rows.unit() * solved[i];
    }
    return LOG_ODDS * solved[weights.length];
  }
}
