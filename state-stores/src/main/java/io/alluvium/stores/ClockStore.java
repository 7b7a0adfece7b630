package io.alluvium.stores;

import io.alluvium.learning.RecencyClock;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The clock of recency. Lies in the same store as {@link ProgressStore}, under a key of its own;
 * nothing is there until samples count by their age.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class ClockStore {
  private static final Frame FRAME = new Frame("clock", 'K', 1);
  private static final Bytes KEY = Bytes.wrap(Frame.utf8("clock"));

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public ClockStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the clock, or the one before the first sample.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public RecencyClock clock() {
    byte[] value = bytes.get(KEY);
    return value == null ? RecencyClock.START : decode(value);
  }

  /** Remembers the clock. */
  public void put(RecencyClock clock) {
    bytes.put(KEY, encode(clock));
  }

  static byte[] encode(RecencyClock clock) {
    return FRAME.seal(
        Long.BYTES
            + Frame.optionalLongBytes(clock.start())
            + Integer.BYTES
            + Frame.optionalLongBytes(clock.nearest()),
        buffer -> {
          buffer.putLong(clock.period());
          Frame.putOptionalLong(buffer, clock.start());
          buffer.putInt(clock.votes());
          Frame.putOptionalLong(buffer, clock.nearest());
        });
  }

  static RecencyClock decode(byte[] value) {
    return FRAME.open(
        value,
        buffer -> {
          long period = buffer.getLong();
          OptionalLong start = Frame.getOptionalLong(buffer);
          int votes = buffer.getInt();
          return new RecencyClock(period, start, votes, Frame.getOptionalLong(buffer));
        });
  }
}
