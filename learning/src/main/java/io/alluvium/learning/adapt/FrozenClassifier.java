package io.alluvium.learning.adapt;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelOrder;
import io.alluvium.learning.Scorer;
import java.util.Collections;

/**
 * What adapters lean on and never change: the classifier of a solve and the geometry of its
 * classes. Immutable; safe for any thread.
 */
public final class FrozenClassifier {
  private final Scorer scorer;
  private final ClassGeometry geometry;

  /**
   * Joins a classifier and the geometry of the same sums.
   *
   * @throws IllegalArgumentException if their classes differ
   */
  public FrozenClassifier(Scorer scorer, ClassGeometry geometry) {
    if (!scorer.labels().equals(geometry.labels())) {
      throw new IllegalArgumentException(
          "the classifier knows "
              + scorer.labels().size()
              + " classes, the geometry "
              + geometry.classes()
              + ": expected the same");
    }
    this.scorer = scorer;
    this.geometry = geometry;
  }

  /** Returns where the classes lie. */
  public ClassGeometry geometry() {
    return geometry;
  }

  /** Returns a sample with the answer to it as it is. */
  public Sample sample(Embedding embedding) {
    double[] point = embedding.toPoint();
    return new Sample(point, geometry.whitened(point), posterior(embedding));
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
    return Posterior.ofWeights(priors());
  }

  /** Returns the share of each class among the labelled samples. */
  double[] priors() {
    double[] priors = new double[geometry.classes()];
    for (int c = 0; c < priors.length; c++) {
      priors[c] = geometry.prior(c);
    }
    return priors;
  }

  private Posterior posterior(Embedding embedding) {
    double[] shares = new double[geometry.classes()];
    for (Candidate candidate : scorer.decide(embedding, shares.length).candidates()) {
      shares[number(candidate.label())] = candidate.probability();
    }
    return Posterior.ofWeights(shares);
  }

  private int number(String label) {
    return Collections.binarySearch(geometry.labels(), label, LabelOrder.ASCENDING);
  }
}
