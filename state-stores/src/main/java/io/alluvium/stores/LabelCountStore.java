package io.alluvium.stores;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How many labels each group of annotators has sent in the present window. Lies in the same store
 * as {@link ProgressStore}, under keys of its own.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class LabelCountStore {
  private static final Frame COUNT = new Frame("label count", 'A', 1);

  private final PrefixedValues<LabelCount> values;

  /** Wraps the store of the given bytes. */
  public LabelCountStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.values =
        new PrefixedValues<>(
            bytes, "label-count/", LabelCountStore::encode, LabelCountStore::decode);
  }

  /** Remembers the count of a group. */
  public void put(String group, LabelCount count) {
    values.put(group, count);
  }

  /** Forgets the count of a group. */
  public void delete(String group) {
    values.delete(group);
  }

  /**
   * Visits groups and counts in ascending order of the groups.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEach(BiConsumer<String, LabelCount> visitor) {
    values.forEach(visitor);
  }

  static byte[] encode(LabelCount count) {
    return COUNT.seal(
        2 * Long.BYTES, buffer -> buffer.putLong(count.windowMillis()).putLong(count.count()));
  }

  static LabelCount decode(byte[] bytes) {
    return COUNT.open(bytes, buffer -> new LabelCount(buffer.getLong(), buffer.getLong()));
  }
}
