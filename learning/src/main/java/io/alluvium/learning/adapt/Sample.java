package io.alluvium.learning.adapt;

import io.alluvium.learning.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * A sample as adapters see it: never its label. Does not change; what costs much is computed when
 * it is asked for first, so it is for one thread.
 */
public final class Sample {
  private final Embedding embedding;
  private final FrozenClassifier classifier;
  private final Posterior frozen;
  private double @Nullable [] whitened;

  Sample(Embedding embedding, FrozenClassifier classifier, Posterior frozen) {
    this.embedding = embedding;
    this.classifier = classifier;
    this.frozen = frozen;
  }

  /** Returns the answer without adaptation. */
  public Posterior frozen() {
    return frozen;
  }

  /** Returns the answer to another point, by the classifier that answered this sample. */
  Posterior at(double[] point) {
    return classifier.posteriorAt(point);
  }

  Embedding embedding() {
    return embedding;
  }

  /** Returns the point in coordinates in which classes scatter alike, float64[dim]. */
  public double[] whitened() {
    if (whitened == null) {
      whitened = classifier.geometry().whitened(embedding.toPoint());
    }
    return whitened.clone();
  }

  /** Returns the point, float64[dim] in the units of embeddings. */
  public double[] point() {
    return embedding.toPoint();
  }
}
