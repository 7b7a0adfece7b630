package io.alluvium.learning.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * p-values of a score given the class that was answered: uniform while nothing has changed,
 * whatever the order in which classes come.
 *
 * <p>Classes with few calibration samples are compared with those of all classes, as far as they
 * are few: {@code p = (n p_class + m p_all) / (n + m)}. Immutable; safe for any thread.
 *
 * <p>Source: Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005, chapter 4
 * (label-conditional conformal predictors, here of the answered class).
 */
public final class ConditionalReference {
  /** Weight of the reference of all classes, in samples of a class. */
  private static final double POOLED_WEIGHT = 4;

  private final List<ReferenceSketch> classes;
  private final ReferenceSketch all;

  private ConditionalReference(List<ReferenceSketch> classes, ReferenceSketch all) {
    this.classes = List.copyOf(classes);
    this.all = all;
  }

  /** Collects the scores of calibration samples. Mutable, for one thread. */
  public static final class Builder {
    private final List<List<Double>> scores = new ArrayList<>();

    /** Starts without samples. */
    public Builder(int classes) {
      for (int c = 0; c < classes; c++) {
        scores.add(new ArrayList<>());
      }
    }

    /** Adds the score of a sample that was answered with a class. */
    public Builder add(int answered, double score) {
      scores.get(answered).add(score);
      return this;
    }

    /** Returns the reference. */
    public ConditionalReference build() {
      List<Double> pooled = scores.stream().flatMap(List::stream).toList();
      return new ConditionalReference(
          scores.stream().map(Builder::sketch).toList(), sketch(pooled));
    }

    private static ReferenceSketch sketch(List<Double> scores) {
      return ReferenceSketch.of(scores.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Returns how many samples the reference of each class rests on, at least. */
  int[] samples() {
    return classes.stream().mapToInt(each -> each.size() + (int) POOLED_WEIGHT).toArray();
  }

  /** Returns the p-value of a score, in (0, 1): near 0 where it is too high. */
  public double pValue(int answered, double score) {
    ReferenceSketch own = classes.get(answered);
    double weight = own.size() / (own.size() + POOLED_WEIGHT);
    return weight * own.pValue(score) + (1 - weight) * all.pValue(score);
  }
}
