package io.alluvium.topology.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final int MAX_BYTES = 1024 * 1024;

  private static Record<byte[], Object> letter(byte[] key, byte[] value, Headers headers) {
    Record<byte[], byte[]> original = new Record<>(key, value, 1234, headers);
    return DeadLetter.record(
        original, value, Reason.INVALID_LABEL, "why", "labels", 3, 99, MAX_BYTES);
  }

  private static String header(Record<byte[], Object> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** Bytes of all parts, as a producer counts them but for a few bytes each. */
  private static long bytes(Record<byte[], Object> letter) {
    long bytes = (long) letter.key().length + ((byte[]) letter.value()).length;
    for (Header header : letter.headers()) {
      bytes += header.key().length() + header.value().length + 10;
    }
    return bytes;
  }

  @Test
  void carriesTheOriginalAndSaysWhyAndFromWhere() {
    byte[] key = "key".getBytes(UTF_8);
    byte[] value = "value".getBytes(UTF_8);
    Headers headers = new RecordHeaders().add("trace", "t1".getBytes(UTF_8));
    Record<byte[], Object> letter = letter(key, value, headers);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.timestamp()).isEqualTo(1234);
    assertThat(header(letter, "trace")).isEqualTo("t1");
    assertThat(header(letter, "alluvium.reason")).isEqualTo("invalid-label");
    assertThat(header(letter, "__streams.errors.message")).isEqualTo("why");
    assertThat(header(letter, "__streams.errors.topic")).isEqualTo("labels");
    assertThat(header(letter, "__streams.errors.partition")).isEqualTo("3");
    assertThat(header(letter, "__streams.errors.offset")).isEqualTo("99");
    assertThat(letter.headers().toArray()).hasSize(6);
    assertThat(headers.toArray()).as("headers of the original").hasSize(1);
  }

  @Test
  void secondDeathReplacesTheFirst() {
    Headers headers = new RecordHeaders().add("alluvium.reason", "old".getBytes(UTF_8));
    Record<byte[], Object> letter = letter(new byte[1], new byte[1], headers);
    assertThat(letter.headers().headers("alluvium.reason")).hasSize(1);
    assertThat(header(letter, "alluvium.reason")).isEqualTo("invalid-label");
  }

  @Test
  void nullValueStaysNull() {
    Record<byte[], byte[]> original = new Record<>(new byte[1], new byte[1], 0);
    Record<byte[], Object> letter =
        DeadLetter.record(
            original, null, Reason.UNDECODABLE, "value is null", "samples", 0, 0, MAX_BYTES);
    assertThat(letter.value()).isNull();
  }

  @Test
  void longMessageIsCut() {
    Record<byte[], byte[]> original = new Record<>(new byte[1], new byte[1], 0);
    Record<byte[], Object> letter =
        DeadLetter.record(
            original,
            new byte[1],
            Reason.UNDECODABLE,
            "x".repeat(5000),
            "samples",
            0,
            0,
            MAX_BYTES);
    assertThat(header(letter, "__streams.errors.message")).hasSize(1000);
  }

  @Test
  void tooLargeValueIsCutAndSaysHowLongItWas() {
    byte[] value = new byte[MAX_BYTES];
    Arrays.fill(value, (byte) 7);
    Record<byte[], Object> letter = letter(new byte[1], value, new RecordHeaders());
    assertThat(bytes(letter)).isLessThan(MAX_BYTES);
    assertThat((byte[]) letter.value()).containsOnly(7).hasSizeGreaterThan(MAX_BYTES / 2);
    assertThat(header(letter, "alluvium.cut.from.bytes")).isEqualTo("1048576");
  }

  @Test
  void largestValueThatFitsIsWhole() {
    byte[] value = new byte[MAX_BYTES - 256 * 1024];
    Record<byte[], Object> letter = letter(new byte[1], value, new RecordHeaders());
    assertThat((byte[]) letter.value()).hasSize(value.length);
    assertThat(header(letter, "alluvium.cut.from.bytes")).isEmpty();
  }

  @Test
  void tooLargeKeyIsCutAndTooLargeHeadersAreDropped() {
    Headers headers = new RecordHeaders().add("huge", new byte[MAX_BYTES]);
    Record<byte[], Object> letter = letter(new byte[MAX_BYTES], new byte[MAX_BYTES], headers);
    assertThat(bytes(letter)).isLessThan(MAX_BYTES);
    assertThat(letter.key()).hasSize(64 * 1024);
    assertThat(header(letter, "alluvium.key.cut.from.bytes")).isEqualTo("1048576");
    assertThat(letter.headers().lastHeader("huge")).isNull();
    assertThat(header(letter, "alluvium.headers.dropped.bytes")).isEqualTo("1048588");
    assertThat(header(letter, "alluvium.reason")).isEqualTo("invalid-label");
  }
}
