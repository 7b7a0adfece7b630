package io.alluvium.learning.adapt;

/** A sample as adapters see it: never its label. Immutable. */
public final class Sample {
  private final double[] point;
  private final double[] whitened;
  private final Posterior frozen;

  Sample(double[] point, double[] whitened, Posterior frozen) {
    this.point = point;
    this.whitened = whitened;
    this.frozen = frozen;
  }

  /** Returns the answer without adaptation. */
  public Posterior frozen() {
    return frozen;
  }

  /** Returns the point in coordinates in which classes scatter alike, float64[dim]. */
  public double[] whitened() {
    return whitened.clone();
  }

  /** Returns the point, float64[dim] in the units of embeddings. */
  public double[] point() {
    return point.clone();
  }
}
