package io.alluvium.stores;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The newest plan that EMBED was told, which a restart goes on with. Version 2 is that of a
 * cascade.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class EncodePlanStore {
  private static final Frame FRAME = new Frame("encode plan", 'Y', 2);
  private static final Bytes KEY = Bytes.wrap(Frame.utf8("plan"));

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public EncodePlanStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the plan; that of the configuration where none was told.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public EncodePlan plan() {
    byte[] value = bytes.get(KEY);
    return value == null ? EncodePlan.CONFIGURED : decode(value);
  }

  /** Remembers the plan. */
  public void put(EncodePlan plan) {
    bytes.put(KEY, encode(plan));
  }

  static byte[] encode(EncodePlan plan) {
    byte[] serving = Frame.utf8(plan.serving());
    Optional<byte[]> shadow = plan.shadow().map(Frame::utf8);
    byte[] key = Frame.utf8(plan.key());
    int version = plan.first() ? 2 : 1;
    return FRAME.seal(
        version,
        Frame.textBytes(serving)
            + Frame.optionalTextBytes(shadow)
            + Double.BYTES
            + Frame.textBytes(key),
        buffer -> {
          Frame.putText(buffer, serving);
          Frame.putOptionalText(buffer, shadow);
          buffer.putDouble(plan.share());
          Frame.putText(buffer, key);
        });
  }

  static EncodePlan decode(byte[] value) {
    return FRAME.openAny(
        value,
        (buffer, version) ->
            new EncodePlan(
                Frame.getText(buffer),
                Frame.getOptionalText(buffer),
                buffer.getDouble(),
                Frame.getText(buffer),
                version > 1));
  }
}
