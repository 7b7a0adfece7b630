package io.alluvium.learning.transition;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Demands;
import io.alluvium.learning.Derived;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learnt in one space, as if it had been learnt in another:
 *
 * <pre>
 * S_c' = S_c W + n_c (b + t_c)              t_c: translation of the class, where there is one
 * G'   = W'G W + u'b + b'u + N b'b + N R    u = (sum_c S_c) W
 *        + sum_c (m_c't_c + t_c'm_c + n_c t_c't_c)      m_c = S_c W + n_c b
 * </pre>
 *
 * <p>The result is derived: its sums are rounded to the integers that statistics are made of, which
 * is off by at most a half in each sum and product, and samples can no longer be taken out of it
 * one by one. What it was made from is not changed, so it is made again whenever that changes.
 */
public final class Move {
  private static final double[] NOWHERE = {};

  private final Transition transition;
  private final Map<String, double[]> translations;

  private Move(Transition transition, Map<String, double[]> translations) {
    this.transition = transition;
    this.translations = translations;
  }

  /** Returns the move along a map. */
  public static Move along(Transition transition) {
    return new Move(transition, Map.of());
  }

  /** Returns the move along a map in which each class then goes its own way, float64[to]. */
  static Move along(Transition transition, Map<String, double[]> translations) {
    return new Move(transition, Map.copyOf(translations));
  }

  /** Returns the map that it goes along. */
  public Transition transition() {
    return transition;
  }

  /**
   * Returns moved statistics.
   *
   * @throws IllegalArgumentException if they are not of the space the map takes, or a moved sum is
   *     beyond what so many samples can have
   */
  public SufficientStatistics of(SufficientStatistics statistics) {
    transition.checkSpace(statistics.space());
    Space to = transition.to();
    Matrix moments = movedMoments(statistics);
    double[] total = new double[to.dim()];
    Map<String, ClassSums> classes = new TreeMap<>();
    for (String label : statistics.labels()) {
      ClassSums sums = statistics.classSums(label).orElseThrow();
      double[] linear = transition.weights().rowTimes(doubles(sums));
      add(total, linear);
      double[] translation = translations.getOrDefault(label, NOWHERE);
      classes.put(
          label, ClassSums.rounded(sums.count(), placed(linear, sums, translation, moments)));
    }
    moments.addOuter(1, total, transition.offset());
    moments.addOuter(1, transition.offset(), total);
    moments.addOuter((double) statistics.samples(), transition.offset(), transition.offset());
    return SufficientStatistics.of(to, classes, PackedMoments.rounded(to.dim(), moments.values()));
  }

  /**
   * Returns moved evidence: sums by the equations, and what heads demand beyond them, which is not
   * linear in the embedding, counted anew from the images of the labelled samples.
   *
   * @param bank how each labelled sample at hand entered its class, in the old space
   * @throws IllegalArgumentException as {@link #of(SufficientStatistics)} throws it
   */
  public Evidence of(SufficientStatistics statistics, Iterable<LabelChange> bank, Demands demands) {
    Derived derived = Derived.empty(demands);
    if (!demands.equals(Demands.NONE)) {
      for (LabelChange change : bank) {
        derived.apply(change.of(transition.map(statistics.space(), change.embedding())));
      }
    }
    return new Evidence(of(statistics), derived);
  }

  private Matrix movedMoments(SufficientStatistics statistics) {
    int dim = statistics.space().dim();
    Matrix second = Matrix.zeros(dim, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j <= i; j++) {
        double value = statistics.moments().get(i, j);
        second.values()[i * dim + j] = value;
        second.values()[j * dim + i] = value;
      }
    }
    Matrix weights = transition.weights();
    return weights
        .transposed()
        .times(second.times(weights))
        .plus((double) statistics.samples(), transition.residual());
  }

  /** Returns the moved sums of a class and adds to the moments what its translation does. */
  private double[] placed(double[] linear, ClassSums sums, double[] translation, Matrix moments) {
    double[] placed = linear.clone();
    for (int i = 0; i < placed.length; i++) {
      placed[i] += sums.count() * transition.offset()[i];
    }
    if (translation.length > 0) {
      moments.addOuter(1, placed, translation);
      moments.addOuter(1, translation, placed);
      moments.addOuter((double) sums.count(), translation, translation);
      for (int i = 0; i < placed.length; i++) {
        placed[i] += sums.count() * translation[i];
      }
    }
    return placed;
  }

  private static double[] doubles(ClassSums sums) {
    double[] values = new double[sums.dim()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sums.sum(i);
    }
    return values;
  }

  private static void add(double[] target, double[] values) {
    for (int i = 0; i < target.length; i++) {
      target[i] += values[i];
    }
  }
}
