package io.alluvium.topology.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record that goes to the dead letters: the original bytes, and in the headers why and
 * from where.
 *
 * <p>Header names are those of Kafka Streams' own dead letters ({@code __streams.errors.*}) and
 * {@code alluvium.reason}. Copying the record back to the topic it came from tries it again.
 */
public final class DeadLetter {
  /** Header with the {@link Reason}. */
  public static final String REASON = "alluvium.reason";

  /** Header with the sentence for people. */
  public static final String MESSAGE = "__streams.errors.message";

  /** Header with the topic the record came from. */
  public static final String TOPIC = "__streams.errors.topic";

  /** Header with the partition the record came from. */
  public static final String PARTITION = "__streams.errors.partition";

  /** Header with the offset the record came from. */
  public static final String OFFSET = "__streams.errors.offset";

  /** Header with the length of the original value in bytes, where it was cut. */
  public static final String CUT_FROM = "alluvium.cut.from.bytes";

  /** Header with the size of the original key and headers in bytes, where they were left out. */
  public static final String LEFT_OUT = "alluvium.left.out.bytes";

  private static final int MAX_MESSAGE_CHARS = 1000;
  private static final int OWN_HEADERS_ROOM = 16 * 1024;

  private DeadLetter() {}

  /**
   * Returns the record. A value too large for the topic is cut, and a header says how long it was;
   * key and headers above {@link Attachments#MAX_BYTES} are left out, and a header says so.
   *
   * @param maxBytes largest record of the topic of dead letters
   */
  public static Record<byte[], Object> record(
      Record<byte[], ?> original,
      byte @Nullable [] value,
      Reason reason,
      String message,
      String topic,
      int partition,
      long offset,
      int maxBytes) {
    int attached = Attachments.bytes(original.key(), original.headers());
    boolean kept = attached <= Attachments.MAX_BYTES;
    Headers headers = kept ? new RecordHeaders(original.headers()) : new RecordHeaders();
    if (!kept) {
      put(headers, LEFT_OUT, Integer.toString(attached));
    }
    put(headers, REASON, reason.code());
    put(headers, MESSAGE, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    byte @Nullable [] body = value;
    int room = maxBytes - Attachments.MAX_BYTES - OWN_HEADERS_ROOM;
    if (value != null && value.length > room) {
      body = Arrays.copyOf(value, room);
      put(headers, CUT_FROM, Integer.toString(value.length));
    }
    return new Record<byte[], Object>(
        kept ? original.key() : null, body, original.timestamp(), headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
