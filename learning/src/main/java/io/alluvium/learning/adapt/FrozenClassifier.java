package io.alluvium.learning.adapt;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelOrder;
import io.alluvium.learning.Scorer;
import java.util.Collections;
import java.util.List;

/**
 * What adapters lean on and never change: a classifier, and the geometry of the classes of its
 * solve, by which classes are numbered. Immutable; safe for any thread.
 */
public final class FrozenClassifier {
  /** A probability of which the logarithm is still taken. */
  private static final double SMALLEST = Double.MIN_NORMAL;

  private final Scorer scorer;
  private final ClassGeometry geometry;

  /**
   * Joins a classifier and the geometry of the same sums.
   *
   * @throws IllegalArgumentException if their classes differ
   */
  public FrozenClassifier(Scorer scorer, ClassGeometry geometry) {
    this(geometry, scorer);
    if (!scorer.labels().equals(geometry.labels())) {
      throw new IllegalArgumentException(
          "the classifier knows "
              + scorer.labels().size()
              + " classes, the geometry "
              + geometry.classes()
              + ": expected the same");
    }
  }

  private FrozenClassifier(ClassGeometry geometry, Scorer scorer) {
    this.scorer = scorer;
    this.geometry = geometry;
  }

  /**
   * Joins a classifier that has learnt since its last solve, and the geometry of that solve:
   * adapters see only the classes that the geometry has, each by its share among those.
   */
  public static FrozenClassifier since(ClassGeometry solve, Scorer scorer) {
    return new FrozenClassifier(solve, scorer);
  }

  /** Returns where the classes lie. */
  public ClassGeometry geometry() {
    return geometry;
  }

  /** Returns a sample with the answer to it as it is. */
  public Sample sample(Embedding embedding) {
    return new Sample(embedding, this, posterior(embedding));
  }

  /**
   * Returns a sample less a displacement, brought into the space.
   *
   * @param displacement float64[dim] in the units of embeddings
   */
  public Sample moved(Sample sample, double[] displacement) {
    double[] moved = sample.point();
    Points.add(moved, displacement, -1);
    return sample(geometry.space().requantise(moved));
  }

  /** Returns the answer to a point, brought into the space. */
  Posterior posteriorAt(double[] point) {
    for (double value : point) {
      if (value != 0) {
        return posterior(geometry.space().requantise(point));
      }
    }
    return Posterior.ofWeights(priors(geometry));
  }

  /**
   * Returns what an adapted answer comes to among all classes: those of the geometry share anew
   * what the classifier gives them together, the others keep what it gives each.
   *
   * @param adapted probabilities of the classes of the geometry
   * @param topK greatest number of candidates, at least 1
   * @return candidates by these probabilities; the margin is the difference of their logarithms
   */
  public Decision decide(Embedding embedding, Posterior adapted, int topK) {
    List<String> labels = scorer.labels();
    Decision frozen = scorer.decide(embedding, Math.max(1, labels.size()));
    double together = 0;
    double total = 0;
    for (Candidate candidate : frozen.candidates()) {
      int c = number(candidate.label());
      together += c < 0 ? 0 : candidate.probability();
      total += c < 0 ? 0 : adapted.of(c);
    }
    double[] logs = new double[labels.size()];
    for (Candidate candidate : frozen.candidates()) {
      int c = number(candidate.label());
      double probability =
          c < 0 || total == 0 ? candidate.probability() : together * adapted.of(c) / total;
      int at = Collections.binarySearch(labels, candidate.label(), LabelOrder.ASCENDING);
      logs[at] = StrictMath.log(Math.max(probability, SMALLEST));
    }
    return Decision.ranked(labels, logs, topK);
  }

  /** Returns the share of each class among the labelled samples. */
  static double[] priors(ClassGeometry geometry) {
    double[] priors = new double[geometry.classes()];
    for (int c = 0; c < priors.length; c++) {
      priors[c] = geometry.prior(c);
    }
    return priors;
  }

  private Posterior posterior(Embedding embedding) {
    double[] shares = new double[geometry.classes()];
    boolean known = false;
    int all = Math.max(1, scorer.labels().size());
    for (Candidate candidate : scorer.decide(embedding, all).candidates()) {
      int c = number(candidate.label());
      if (c >= 0) {
        shares[c] = candidate.probability();
        known |= shares[c] > 0;
      }
    }
    return Posterior.ofWeights(known ? shares : priors(geometry));
  }

  private int number(String label) {
    return Collections.binarySearch(geometry.labels(), label, LabelOrder.ASCENDING);
  }
}
