package io.alluvium.app.ledger;

import io.alluvium.evaluation.Sha256;
import io.alluvium.schemas.serde.WireFormat;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the records of a ledger in their order: offset and timestamp (int64), key, number of
 * headers (int64), their names (UTF-8 and a zero byte) and values, and the value behind the
 * registry's framing; of key and values their length as int64 first, -1 where there is none. The
 * same for a topic and for a folder exported from it. For one thread.
 */
final class LedgerDigest {
  private final Sha256 sha256 = new Sha256();

  void add(ConsumerRecord<byte[], byte[]> record) {
    sha256.number(record.offset()).number(record.timestamp());
    add(record.key(), 0);
    sha256.number(record.headers().toArray().length);
    for (Header header : record.headers()) {
      sha256.text(header.key());
      add(header.value(), 0);
    }
    add(record.value(), WireFormat.HEADER_BYTES);
  }

  private void add(byte @Nullable [] bytes, int from) {
    if (bytes == null) {
      sha256.number(-1);
      return;
    }
    byte[] rest =
        from == 0 ? bytes : Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
    sha256.number(rest.length).bytes(rest);
  }

  /** Returns the digest, 64 hex digits. */
  String hex() {
    return sha256.hex();
  }
}
