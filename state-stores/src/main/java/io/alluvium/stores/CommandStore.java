package io.alluvium.stores;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
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
  private static final String COMMAND = "command/";
  private static final String CLASS = "frozen/";

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public CommandStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Remembers that the command of an id was carried out at a ledger offset. */
  public void putDone(String id, long offset) {
    bytes.put(key(COMMAND, id), number(DONE, offset));
  }

  /** Forgets that the command of an id was carried out. */
  public void deleteDone(String id) {
    bytes.delete(key(COMMAND, id));
  }

  /**
   * Visits ids and offsets of the commands that were carried out, in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachDone(BiConsumer<String, Long> visitor) {
    forEach(COMMAND, DONE, visitor);
  }

  /** Remembers that a class is frozen since a ledger offset; the empty name stands for all. */
  public void putFrozen(String label, long offset) {
    bytes.put(key(CLASS, label), number(FROZEN, offset));
  }

  /** Forgets that a class is frozen. */
  public void deleteFrozen(String label) {
    bytes.delete(key(CLASS, label));
  }

  /**
   * Visits names and offsets of what is frozen, in ascending order of names.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachFrozen(BiConsumer<String, Long> visitor) {
    forEach(CLASS, FROZEN, visitor);
  }

  private void forEach(String prefix, Frame frame, BiConsumer<String, Long> visitor) {
    byte[] from = Frame.utf8(prefix);
    byte[] to = Arrays.copyOf(from, from.length);
    to[to.length - 1]++;
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.range(Bytes.wrap(from), Bytes.wrap(to))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        String key = Frame.keyText(next.key.get());
        visitor.accept(key.substring(prefix.length()), frame.open(next.value, b -> b.getLong()));
      }
    }
  }

  private static Bytes key(String prefix, String name) {
    return Bytes.wrap(Frame.utf8(prefix + name));
  }

  private static byte[] number(Frame frame, long number) {
    return frame.seal(Long.BYTES, buffer -> buffer.putLong(number));
  }
}
