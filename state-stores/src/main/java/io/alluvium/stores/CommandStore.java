package io.alluvium.stores;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What commands leave behind besides what they change: which were carried out, and which classes
 * are frozen. Lies in the same store as {@link ProgressStore}, under keys of its own.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class CommandStore {
  private static final Frame DONE = new Frame("command", 'D', 1);
  private static final Frame FROZEN = new Frame("frozen class", 'Z', 1);

  private final PrefixedValues<Long> done;
  private final PrefixedValues<Long> frozen;

  /** Wraps the store of the given bytes. */
  public CommandStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.done = offsets(bytes, "command/", DONE);
    this.frozen = offsets(bytes, "frozen/", FROZEN);
  }

  /** Remembers that the command of an id was carried out at a ledger offset. */
  public void putDone(String id, long offset) {
    done.put(id, offset);
  }

  /** Forgets that the command of an id was carried out. */
  public void deleteDone(String id) {
    done.delete(id);
  }

  /**
   * Visits ids and offsets of the commands that were carried out, in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachDone(BiConsumer<String, Long> visitor) {
    done.forEach(visitor);
  }

  /** Remembers that a class is frozen since a ledger offset; the empty name stands for all. */
  public void putFrozen(String label, long offset) {
    frozen.put(label, offset);
  }

  /** Forgets that a class is frozen. */
  public void deleteFrozen(String label) {
    frozen.delete(label);
  }

  /**
   * Visits names and offsets of what is frozen, in ascending order of names.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachFrozen(BiConsumer<String, Long> visitor) {
    frozen.forEach(visitor);
  }

  private static PrefixedValues<Long> offsets(
      KeyValueStore<Bytes, byte[]> bytes, String prefix, Frame frame) {
    return new PrefixedValues<>(
        bytes,
        prefix,
        offset -> frame.seal(Long.BYTES, buffer -> buffer.putLong(offset)),
        value -> frame.open(value, buffer -> buffer.getLong()));
  }
}
