package io.alluvium.learning;

/**
 * How the vectors of a space are brought to a known size before they are quantised to int16.
 *
 * <p>Closed: the bound on the norm of an embedding, and from it the bound on head weights, follow
 * from the case.
 */
public sealed interface Normalisation {
  /** Scale of an {@link L2} space: a unit vector has norm 2^14. */
  int UNIT = 1 << 14;

  /** Each vector is scaled to unit norm; its magnitude is dropped. */
  record L2() implements Normalisation {}

  /**
   * Each coordinate is clipped and scaled by constants of the space; magnitude is kept.
   *
   * @param clip largest magnitude of a coordinate before scaling, finite and above 0
   * @param scale factor from coordinate to int16, above 0; {@code clip * scale} is at most 32767
   */
  record Fixed(double clip, double scale) implements Normalisation {
    /** Checks the ranges. */
    public Fixed {
      if (!(clip > 0 && clip < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "clip is " + clip + ", expected a finite number above 0");
      }
      if (!(scale > 0 && clip * scale <= Short.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "clip " + clip + " times scale " + scale + " is not in (0, " + Short.MAX_VALUE + "]");
      }
    }
  }
}
