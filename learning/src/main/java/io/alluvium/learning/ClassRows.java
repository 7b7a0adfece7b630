package io.alluvium.learning;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What each class looks like, as rows float64[count][dim + 1] of about unit length that end in a 1
 * for the intercept: its own samples where there are {@value #ROWS}, and else samples of the class
 * that is most like it, moved from the mean of that class to its own:
 *
 * <pre>
 * x' = x - mu_k + mu_c         k: of classes with enough samples, the one whose mean is closest
 * </pre>
 *
 * <p>Means are those of the exact sums, so a class keeps its place when its samples are no longer
 * at hand. Immutable.
 */
final class ClassRows {
  /** Number of rows of a class. */
  static final int ROWS = 20;

  private final Exemplars exemplars;
  private final NavigableMap<String, ClassSums> donors = new TreeMap<>(LabelOrder.ASCENDING);
  private final NavigableMap<String, double[]> rows = new TreeMap<>(LabelOrder.ASCENDING);
  private final int dim;
  private final double unit;

  /** Makes the rows of all classes; the evidence is read and its samples are kept. */
  ClassRows(SufficientStatistics statistics, Exemplars samples) {
    this.exemplars = samples.copy();
    this.dim = statistics.space().dim();
    this.unit = 1 / statistics.space().usualNorm();
    for (String label : statistics.labels()) {
      if (exemplars.of(label).size() >= ROWS) {
        donors.put(label, statistics.classSums(label).orElseThrow());
      }
    }
    for (String label : statistics.labels()) {
      rows.put(label, of(label, statistics.classSums(label).orElseThrow()));
    }
  }

  /** Returns the length of a row, intercept included. */
  int width() {
    return dim + 1;
  }

  /** Returns what rows are multiplied by to be of about unit length. */
  double unit() {
    return unit;
  }

  /** Returns the rows that each class had when these were made: never written to. */
  NavigableMap<String, double[]> all() {
    return rows;
  }

  /** Returns the rows of a class that may have changed since, or be new. */
  double[] of(String label, ClassSums sums) {
    List<Embedding> own = samples(label);
    double[] mean = sums.offsetFrom(new double[dim]);
    String donor = own.size() >= ROWS ? "" : closest(label, mean);
    List<Embedding> lent = donor.isEmpty() ? List.of() : samples(donor);
    double[] nowhere = new double[dim];
    ClassSums lender = donors.get(donor);
    double[] shift = lender == null ? nowhere : lender.offsetFrom(mean);
    int owned = Math.min(own.size(), ROWS);
    int count = Math.max(1, lent.isEmpty() ? owned : ROWS);
    double[] result = new double[count * width()];
    for (int r = 0; r < count; r++) {
      if (r < owned) {
        write(own.get(r), nowhere, result, r);
      } else if (lent.isEmpty()) {
        write(mean, result, r);
      } else {
        write(lent.get(r - owned), shift, result, r);
      }
    }
    return result;
  }

  private List<Embedding> samples(String label) {
    return exemplars.of(label).stream().limit(ROWS).map(Exemplar::embedding).toList();
  }

  /** Returns the class to borrow from, or an empty label if there is none. */
  private String closest(String label, double[] mean) {
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (var donor : donors.entrySet()) {
      double cosine = cosine(donor.getValue(), mean);
      if (!donor.getKey().equals(label) && cosine > most) {
        most = cosine;
        best = donor.getKey();
      }
    }
    return best;
  }

  private static double cosine(ClassSums sums, double[] mean) {
    double dot = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < mean.length; i++) {
      double sum = sums.sum(i);
      dot += sum * mean[i];
      left += sum * sum;
      right += mean[i] * mean[i];
    }
    return left * right == 0 ? 0 : dot / Math.sqrt(left * right);
  }

  private void write(Embedding sample, double[] offset, double[] target, int row) {
    double[] moved = new double[dim];
    for (int i = 0; i < dim; i++) {
      moved[i] = sample.get(i) - offset[i];
    }
    write(moved, target, row);
  }

  private void write(double[] point, double[] target, int row) {
    int at = row * width();
    for (int i = 0; i < dim; i++) {
      target[at + i] = point[i] * unit;
    }
    target[at + dim] = 1;
  }
}
