package io.alluvium.topology.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a record of an input topic may weigh.
 *
 * <p>Key and headers travel on with all that is made of a record, and so do the texts of labels and
 * commands: without a limit, an entry made of a record that fits its topic would not fit the
 * ledger, and no retry would help.
 *
 * @param maxValueBytes largest value
 */
public record RecordLimits(int maxValueBytes) {
  /** Largest key. */
  public static final int MAX_KEY_BYTES = 64 * 1024;

  /** Largest sum over all headers, as {@link #headerBytes} counts. */
  public static final int MAX_HEADERS_BYTES = 64 * 1024;

  private static final int BYTES_PER_HEADER = 8;

  /** Returns what is too large about the record, if anything is. */
  public Optional<String> excess(Record<byte[], byte[]> record) {
    return excess("key has", length(record.key()), MAX_KEY_BYTES)
        .or(() -> excess("headers have", headerBytes(record.headers()), MAX_HEADERS_BYTES))
        .or(() -> excess("value has", length(record.value()), maxValueBytes));
  }

  private static Optional<String> excess(String what, long bytes, int max) {
    return bytes <= max
        ? Optional.empty()
        : Optional.of(what + " " + bytes + " bytes, expected at most " + max);
  }

  /** Returns the bytes of all names and values, and eight for each header. */
  static long headerBytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      int name = header.key().getBytes(StandardCharsets.UTF_8).length;
      bytes += BYTES_PER_HEADER + name + length(header.value());
    }
    return bytes;
  }

  /** Keys, values and values of headers may be null in Kafka. */
  private static long length(byte[] bytes) {
    return Optional.ofNullable(bytes).map(present -> present.length).orElse(0);
  }
}
