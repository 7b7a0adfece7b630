package io.alluvium.app.crash;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter, by what its headers say of the record it was made of.
 *
 * @param topic topic of the original
 * @param offset its offset
 * @param reason code of the reason
 */
record Letter(String topic, long offset, String reason) {
  private static final Set<String> REASONS_OF_LEARN = Set.of("orphan-label", "too-many-classes");

  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        header(record, "__streams.errors.topic"),
        Long.parseLong(header(record, "__streams.errors.offset")),
        header(record, "alluvium.reason"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new CrashException("dead letter at offset " + record.offset() + " has no " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Returns whether LEARN wrote it: the original was in the ledger, or it is a label's fate. */
  boolean isOfLearn(String ledger) {
    return topic.equals(ledger) || REASONS_OF_LEARN.contains(reason);
  }
}
