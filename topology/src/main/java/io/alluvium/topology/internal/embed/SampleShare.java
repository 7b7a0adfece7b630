package io.alluvium.topology.internal.embed;

import io.alluvium.stores.HashChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A share of all samples, chosen by a keyed hash of their ids: the same ones after any restart. */
final class SampleShare {
  private SampleShare() {}

  /**
   * Returns whether a sample belongs to the share: the first 63 bits of SHA-256 over key, a zero
   * byte and id, as a number in [0, 1), are below it.
   */
  static boolean has(String key, String sampleId, double share) {
    MessageDigest digest = HashChain.sha256();
    digest.update(key.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(sampleId.getBytes(StandardCharsets.UTF_8));
    long bits = ByteBuffer.wrap(digest.digest()).getLong() >>> 1;
    return bits / 0x1p63 < share;
  }
}
