package io.alluvium.learning.transition;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which part of the shadow samples one belongs to: one in five is held out, by a hash of its id, so
 * that it is the same ones in whatever order and wherever they are counted.
 */
public enum Fold {
  /** Maps are fitted to these. */
  FIT,
  /** Maps are judged by these. */
  HOLD;

  private static final int ONE_IN = 5;

  /** Returns the part of a sample: {@link #rank} modulo five. */
  public static Fold of(String sampleId) {
    return Long.remainderUnsigned(rank(sampleId), ONE_IN) == 0 ? HOLD : FIT;
  }

  /**
   * Returns a number, as good as drawn evenly from all of int64, that the id decides: FNV-1a over
   * its UTF-8, mixed as SplitMix64 does.
   */
  static long rank(String sampleId) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : sampleId.getBytes(UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
