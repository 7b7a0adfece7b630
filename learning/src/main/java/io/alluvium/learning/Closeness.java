package io.alluvium.learning;

/**
 * How close two samples of a space are: the cosine in an L2 space, and minus the squared distance
 * over the usual one elsewhere, unless the cosine is asked for. From exact dot products, so the
 * same on any CPU. Immutable.
 */
final class Closeness {
  private final Space space;
  private final Normalisation measured;
  private final boolean fitsInt;

  Closeness(Space space) {
    this(space, space.normalisation());
  }

  private Closeness(Space space, Normalisation measured) {
    this.space = space;
    this.measured = measured;
    this.fitsInt = space.maxNorm() * space.maxNorm() <= Integer.MAX_VALUE;
  }

  /** Returns the cosine, whatever the space. */
  static Closeness cosine(Space space) {
    return new Closeness(space, new Normalisation.L2());
  }

  /**
   * Returns how close they are, the larger the closer.
   *
   * @param norm of the one
   * @param otherNorm of the other
   * @param scratch int32[1], overwritten
   */
  double between(Embedding one, double norm, Embedding other, double otherNorm, int[] scratch) {
    long dot = dot(one, other, scratch);
    return switch (measured) {
      case Normalisation.L2() -> norm * otherNorm == 0 ? 0 : dot / (norm * otherNorm);
      case Normalisation.Fixed(double clip, double scale) -> {
        double usual = space.usualNorm();
        yield (2.0 * dot - norm * norm - otherNorm * otherNorm) / (usual * usual);
      }
    };
  }

  private long dot(Embedding one, Embedding other, int[] scratch) {
    if (!fitsInt) {
      return one.dot(other);
    }
    Kernels.operations().dots(one.values(), other.values(), 1, scratch);
    return scratch[0];
  }
}
