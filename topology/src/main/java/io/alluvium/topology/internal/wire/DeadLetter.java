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

  /** Header with the length of the original key in bytes, where it was cut. */
  public static final String KEY_CUT_FROM = "alluvium.key.cut.from.bytes";

  /** Header with the size of the original headers in bytes, where they were dropped. */
  public static final String HEADERS_DROPPED = "alluvium.headers.dropped.bytes";

  private static final int MAX_MESSAGE_CHARS = 1000;

  /** Room beside the value: key and headers of the original, headers of the letter, framing. */
  private static final int ROOM_BESIDE_VALUE =
      RecordLimits.MAX_KEY_BYTES + RecordLimits.MAX_HEADERS_BYTES + 128 * 1024;

  private DeadLetter() {}

  /**
   * Returns the record. What is too large for the topic is cut (key and value) or dropped (headers
   * of the original), and a header says how large it was.
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
    Headers headers = headersOf(original);
    put(headers, REASON, reason.code());
    put(headers, MESSAGE, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    byte @Nullable [] key = cut(original.key(), RecordLimits.MAX_KEY_BYTES, headers, KEY_CUT_FROM);
    byte @Nullable [] kept = cut(value, maxBytes - ROOM_BESIDE_VALUE, headers, CUT_FROM);
    return new Record<byte[], Object>(key, kept, original.timestamp(), headers);
  }

  private static Headers headersOf(Record<byte[], ?> original) {
    long bytes = RecordLimits.headerBytes(original.headers());
    if (bytes <= RecordLimits.MAX_HEADERS_BYTES) {
      return new RecordHeaders(original.headers());
    }
    Headers headers = new RecordHeaders();
    put(headers, HEADERS_DROPPED, Long.toString(bytes));
    return headers;
  }

  private static byte @Nullable [] cut(
      byte @Nullable [] bytes, int room, Headers headers, String note) {
    if (bytes == null || bytes.length <= room) {
      return bytes;
    }
    put(headers, note, Integer.toString(bytes.length));
    return Arrays.copyOf(bytes, room);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
