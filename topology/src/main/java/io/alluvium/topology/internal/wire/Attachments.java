package io.alluvium.topology.internal.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Key and headers of a record: they go with it from topic to topic, so they have to be small. */
public final class Attachments {
  /** Greatest size of key and headers together, in bytes. */
  public static final int MAX_BYTES = 48 * 1024;

  private Attachments() {}

  /** Returns the size of key and headers together, in bytes. */
  public static int bytes(byte @Nullable [] key, Headers headers) {
    long bytes = key == null ? 0 : key.length;
    for (Header header : headers) {
      bytes += header.key().getBytes(StandardCharsets.UTF_8).length;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return Math.clamp(bytes, 0, Integer.MAX_VALUE);
  }
}
