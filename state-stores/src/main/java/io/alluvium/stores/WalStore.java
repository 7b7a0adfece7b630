package io.alluvium.stores;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelChange.Reach;
import io.alluvium.learning.LabelUpdate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Write-ahead log of label updates, under their sequence: what the checkpointed moments do not hold
 * yet, and what a restart needs to find the serving model again.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class WalStore {
  private static final int PLAIN = 1;
  private static final int WEIGHTED = 2;
  private static final int TIMED = 3;
  private static final int PLACED = 4;
  private static final int BEYOND_SUMS = 5;
  private static final Frame FRAME = new Frame("label update", 'W', BEYOND_SUMS);

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public WalStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Appends an update. */
  public void append(LabelUpdate update) {
    bytes.put(key(update.sequence()), encode(update));
  }

  /** Deletes the update of the given sequence. */
  public void delete(long sequence) {
    bytes.delete(key(sequence));
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /**
   * Returns the updates with a sequence above the given one, ascending.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public List<LabelUpdate> after(long sequence) {
    List<LabelUpdate> updates = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        bytes.range(key(sequence + 1), key(Long.MAX_VALUE))) {
      entries.forEachRemaining(entry -> updates.add(decode(entry.value)));
    }
    return updates;
  }

  static byte[] encode(LabelUpdate update) {
    LabelChange change = update.change();
    byte[] id = Frame.utf8(change.sampleId());
    Optional<byte[]> from = change.left().map(Frame::utf8);
    Optional<byte[]> to = change.entered().map(Frame::utf8);
    int version = version(change);
    int length =
        3 * Long.BYTES
            + Frame.textBytes(id)
            + Frame.optionalTextBytes(from)
            + Frame.optionalTextBytes(to)
            + Short.BYTES
            + change.embedding().dim() * Short.BYTES
            + (version >= WEIGHTED ? 2 * Integer.BYTES : 0)
            + (version >= TIMED ? Long.BYTES : 0)
            + (version >= PLACED ? Long.BYTES + 1 : 0);
    return FRAME.seal(
        version,
        length,
        buffer -> {
          buffer.putLong(update.sequence()).putLong(update.entry()).putLong(update.offset());
          Frame.putText(buffer, id);
          Frame.putOptionalText(buffer, from);
          Frame.putOptionalText(buffer, to);
          buffer.putShort((short) change.embedding().dim());
          change.embedding().writeTo(buffer);
          if (version >= WEIGHTED) {
            buffer.putInt(weight(change.from())).putInt(weight(change.to()));
          }
          if (version >= TIMED) {
            buffer.putLong(change.period());
          }
          if (version >= PLACED) {
            buffer.putLong(change.arrival()).put((byte) (change.reach() == Reach.SAMPLE ? 1 : 0));
          }
        });
  }

  private static int version(LabelChange change) {
    if (change.reach() == Reach.BEYOND_SUMS) {
      return BEYOND_SUMS;
    }
    if (change.arrival() > 0 || change.reach() == Reach.SAMPLE) {
      return PLACED;
    }
    if (change.period() > 0) {
      return TIMED;
    }
    return weight(change.from()) == 1 && weight(change.to()) == 1 ? PLAIN : WEIGHTED;
  }

  private static int weight(Optional<Assignment> assignment) {
    return assignment.map(Assignment::weight).orElse(1);
  }

  static LabelUpdate decode(byte[] value) {
    return FRAME.openAny(
        value,
        (buffer, version) -> {
          long sequence = buffer.getLong();
          long entry = buffer.getLong();
          long offset = buffer.getLong();
          String id = Frame.getText(buffer);
          Optional<String> from = Frame.getOptionalText(buffer);
          Optional<String> to = Frame.getOptionalText(buffer);
          Embedding embedding =
              BankCodec.readVector(buffer, Short.toUnsignedInt(buffer.getShort()));
          int fromWeight = version >= WEIGHTED ? buffer.getInt() : 1;
          int toWeight = version >= WEIGHTED ? buffer.getInt() : 1;
          long period = version >= TIMED ? buffer.getLong() : 0;
          long arrival = version >= PLACED ? buffer.getLong() : 0;
          Reach reach = reach(version, version >= PLACED && Frame.getPresence(buffer));
          LabelChange change =
              new LabelChange(
                  id,
                  embedding,
                  period,
                  arrival,
                  reach,
                  from.map(label -> new Assignment(label, fromWeight)),
                  to.map(label -> new Assignment(label, toWeight)));
          return new LabelUpdate(sequence, entry, offset, change);
        });
  }

  private static Reach reach(int version, boolean sampleOnly) {
    if (version == BEYOND_SUMS && sampleOnly) {
      throw new IllegalArgumentException("a change beyond sums is of the sample alone");
    }
    if (sampleOnly) {
      return Reach.SAMPLE;
    }
    return version == BEYOND_SUMS ? Reach.BEYOND_SUMS : Reach.ALL;
  }

  private static Bytes key(long sequence) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
  }
}
