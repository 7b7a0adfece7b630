package io.alluvium.stores;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Makes damaged values look whole. */
final class Checksums {
  private Checksums() {}

  /** Returns the bytes with a right checksum in their last four. */
  static byte[] resealed(byte[] value) {
    byte[] copy = value.clone();
    CRC32C crc = new CRC32C();
    crc.update(copy, 0, copy.length - Integer.BYTES);
    ByteBuffer.wrap(copy)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(copy.length - Integer.BYTES, (int) crc.getValue());
    return copy;
  }
}
