package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Samples that only the small encoder of a cascade has seen, by id.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class GlanceStore {
  private static final Frame FRAME = new Frame("glance", 'J', 1);
  private static final String PREFIX = "glance/";
  private static final int HELD = 1;
  private static final int WANTED = 2;

  private final PrefixedValues<Glance> glances;

  /** Wraps the store of the given bytes, which may hold other things beside. */
  public GlanceStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.glances = new PrefixedValues<>(bytes, PREFIX, GlanceStore::encode, GlanceStore::decode);
  }

  /**
   * Returns the glance at a sample, if there is one.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Glance> glance(String sampleId) {
    return glances.get(sampleId);
  }

  /** Remembers a glance, in the place of the one before. */
  public void put(String sampleId, Glance glance) {
    glances.put(sampleId, glance);
  }

  /** Forgets a glance. */
  public void delete(String sampleId) {
    glances.delete(sampleId);
  }

  /**
   * Visits ids and glances in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEach(BiConsumer<String, Glance> visitor) {
    glances.forEach(visitor);
  }

  /** Returns whether a key is one of a glance. */
  static boolean isKey(Bytes key) {
    return Frame.keyText(key.get()).startsWith(PREFIX);
  }

  static byte[] encode(Glance glance) {
    byte[] source = Frame.utf8(glance.source());
    Optional<byte[]> domain = glance.domain().map(Frame::utf8);
    byte[] topic = Frame.utf8(glance.origin().topic());
    return FRAME.seal(
        SpaceId.BYTES
            + TransitionCodec.vectorBytes(glance.image())
            + Frame.textBytes(source)
            + Frame.optionalLongBytes(glance.eventTime())
            + Frame.optionalTextBytes(domain)
            + 2 * Long.BYTES
            + Frame.textBytes(topic)
            + Integer.BYTES
            + Long.BYTES
            + 1,
        buffer -> {
          buffer.put(glance.space().toBytes());
          TransitionCodec.putVector(buffer, glance.image());
          Frame.putText(buffer, source);
          Frame.putOptionalLong(buffer, glance.eventTime());
          Frame.putOptionalText(buffer, domain);
          buffer.putLong(glance.offset()).putLong(glance.appendMillis());
          Frame.putText(buffer, topic);
          buffer.putInt(glance.origin().partition()).putLong(glance.origin().offset());
          buffer.put((byte) ((glance.held() ? HELD : 0) | (glance.wanted() ? WANTED : 0)));
        });
  }

  static Glance decode(byte[] value) {
    return FRAME.open(
        value,
        buffer -> {
          SpaceId space = SpaceId.ofBytes(Frame.getBytes(buffer, SpaceId.BYTES));
          Embedding image = TransitionCodec.vector(buffer);
          String source = Frame.getText(buffer);
          OptionalLong eventTime = Frame.getOptionalLong(buffer);
          Optional<String> domain = Frame.getOptionalText(buffer);
          long offset = buffer.getLong();
          long appendMillis = buffer.getLong();
          BankValue.Origin origin =
              new BankValue.Origin(Frame.getText(buffer), buffer.getInt(), buffer.getLong());
          byte flags = buffer.get();
          if (flags < 0 || flags > (HELD | WANTED)) {
            throw new IllegalArgumentException("flags are " + flags);
          }
          return new Glance(
              space,
              image,
              source,
              eventTime,
              domain,
              offset,
              appendMillis,
              origin,
              (flags & HELD) != 0,
              (flags & WANTED) != 0);
        });
  }
}
