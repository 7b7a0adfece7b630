package io.alluvium.stores;

import io.alluvium.learning.HeadScore;
import io.alluvium.learning.Serving;
import io.alluvium.learning.SpaceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of the heads. Lies in the same store as {@link ProgressStore}, under a key of its
 * own; nothing is there until there is more than one head of sums.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class PanelStore {
  private static final Frame FRAME = new Frame("panel", 'H', 1);
  private static final Bytes KEY = Bytes.wrap(Frame.utf8("panel"));
  private static final int SCORE_BYTES = 2 * Long.BYTES + 2 * Double.BYTES;

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public PanelStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Returns whether something lies under the key of this store. */
  static boolean isKey(Bytes key) {
    return key.equals(KEY);
  }

  /**
   * Returns what is known of the heads.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Panel panel() {
    byte[] value = bytes.get(KEY);
    return value == null ? Panel.PLAIN : decode(value);
  }

  /** Remembers what is known of the heads. */
  public void put(Panel panel) {
    bytes.put(KEY, encode(panel));
  }

  /** Returns the bytes that are stored for it. */
  public static byte[] encode(Panel panel) {
    Optional<byte[]> promoted = panel.promoted().map(Serving::head).map(Frame::utf8);
    OptionalLong since = panel.promoted().map(Serving::since).orElseGet(OptionalLong::empty);
    int length =
        Frame.optionalTextBytes(promoted)
            + Frame.optionalLongBytes(since)
            + 2 * Short.BYTES
            + panel.derived().size() * SpaceId.BYTES;
    for (String head : panel.scores().keySet()) {
      length += Frame.textBytes(Frame.utf8(head)) + SCORE_BYTES;
    }
    return FRAME.seal(
        length,
        buffer -> {
          Frame.putOptionalText(buffer, promoted);
          Frame.putOptionalLong(buffer, since);
          buffer.putShort((short) panel.derived().size());
          panel.derived().forEach(space -> buffer.put(space.toBytes()));
          buffer.putShort((short) panel.scores().size());
          panel.scores().forEach((head, score) -> putScore(buffer, head, score));
        });
  }

  private static void putScore(ByteBuffer buffer, String head, HeadScore score) {
    Frame.putText(buffer, Frame.utf8(head));
    buffer
        .putLong(score.asked())
        .putLong(score.right())
        .putDouble(score.faded())
        .putDouble(score.weight());
  }

  static Panel decode(byte[] value) {
    return FRAME.open(
        value,
        buffer -> {
          Optional<String> head = Frame.getOptionalText(buffer);
          OptionalLong since = Frame.getOptionalLong(buffer);
          List<SpaceId> derived = new ArrayList<>();
          for (int left = Short.toUnsignedInt(buffer.getShort()); left > 0; left--) {
            derived.add(SpaceId.ofBytes(Frame.getBytes(buffer, SpaceId.BYTES)));
          }
          Map<String, HeadScore> scores = new TreeMap<>();
          for (int left = Short.toUnsignedInt(buffer.getShort()); left > 0; left--) {
            scores.put(
                Frame.getText(buffer),
                new HeadScore(
                    buffer.getLong(), buffer.getLong(), buffer.getDouble(), buffer.getDouble()));
          }
          return new Panel(head.map(name -> new Serving(name, since)), derived, scores);
        });
  }
}
