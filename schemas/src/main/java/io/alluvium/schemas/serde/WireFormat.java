package io.alluvium.schemas.serde;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Confluent's framing: byte 0x00, schema id as four bytes big endian, then Avro binary without
 * header.
 *
 * <p>Source: Confluent Schema Registry, "Wire format".
 */
public final class WireFormat {
  /** Size of what stands before the Avro binary, in bytes. */
  public static final int HEADER_BYTES = 5;

  static final byte MAGIC = 0;

  private WireFormat() {}

  /**
   * Returns the schema id in the header.
   *
   * @throws UndecodableException if there is no header
   */
  static int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new UndecodableException(
          "record has " + bytes.length + " bytes, expected at least the header's " + HEADER_BYTES);
    }
    if (bytes[0] != MAGIC) {
      throw new UndecodableException(
          String.format(
              Locale.ROOT,
              "record starts with byte 0x%02x, expected 0x%02x (Confluent wire format)",
              bytes[0],
              MAGIC));
    }
    int id = ByteBuffer.wrap(bytes).getInt(1);
    if (id < 0) {
      throw new UndecodableException("schema id is " + id + ", expected 0 or more");
    }
    return id;
  }
}
