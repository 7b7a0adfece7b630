package io.alluvium.learning;

import java.nio.charset.StandardCharsets;

/**
 * Which samples are kept aside to choose constants on: one in ten, by a hash of the id, so that it
 * is the same ones in whatever order they come and wherever they are counted.
 */
final class HoldOut {
  private static final int ONE_IN = 10;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int TOP_BITS = 33;

  private HoldOut() {}

  /** Returns whether the sample is kept aside: FNV-1a over the UTF-8 of its id, modulo ten. */
  static boolean contains(String sampleId) {
    long hash = FNV_OFFSET;
    for (byte each : sampleId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    hash ^= hash >>> TOP_BITS;
    return Long.remainderUnsigned(hash, ONE_IN) == 0;
  }
}
