package io.alluvium.stores;

import static io.alluvium.stores.Frame.getOptionalLong;
import static io.alluvium.stores.Frame.getOptionalText;
import static io.alluvium.stores.Frame.getPresence;
import static io.alluvium.stores.Frame.getText;
import static io.alluvium.stores.Frame.optionalLongBytes;
import static io.alluvium.stores.Frame.optionalTextBytes;
import static io.alluvium.stores.Frame.putOptionalLong;
import static io.alluvium.stores.Frame.putOptionalText;
import static io.alluvium.stores.Frame.putText;
import static io.alluvium.stores.Frame.textBytes;
import static io.alluvium.stores.Frame.utf8;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.stores.BankValue.Origin;
import io.alluvium.stores.BankValue.Sample;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Bytes of a {@link BankValue}; layout in docs/formats.md.
 *
 * <p>A value has one layout, whoever writes it: the state digest is taken over these bytes. With a
 * label of weight 1, or none, it is that of version 1, as it always was; with another weight that
 * of version 2; in a bucket of time other than the first that of version 3; with an image in the
 * place of the embedding that of version 4.
 *
 * <p>Strings are UTF-8 with a 16-bit length; optional parts have a presence byte.
 */
final class BankCodec {
  private static final int PLAIN = 1;
  private static final int WEIGHTED = 2;
  private static final int TIMED = 3;
  private static final int IMAGED = 4;
  private static final Frame SAMPLE = new Frame("bank sample", 'S', IMAGED);
  private static final Frame EARLY = new Frame("bank early label", 'E', WEIGHTED);
  private static final int FIXED = 2 * Long.BYTES;

  private BankCodec() {}

  static byte[] encode(BankValue value) {
    return switch (value) {
      case Sample sample -> encode(sample);
      case EarlyLabel early -> encode(early);
    };
  }

  static BankValue decode(byte[] bytes) {
    boolean early = bytes.length > 0 && bytes[0] == EARLY.magic();
    return early
        ? EARLY.openAny(bytes, BankCodec::readEarly)
        : SAMPLE.openAny(bytes, BankCodec::readSample);
  }

  private static byte[] encode(Sample sample) {
    byte[] source = utf8(sample.source());
    int vector = sample.vector().map(e -> e.dim() * Short.BYTES).orElse(0);
    Optional<byte[]> domain = sample.domain().map(Frame::utf8);
    int version = version(sample);
    int labelBytes = 1 + sample.label().map(state -> stateBytes(state, version)).orElse(0);
    int length =
        FIXED
            + SpaceId.BYTES
            + Short.BYTES
            + vector
            + textBytes(source)
            + optionalLongBytes(sample.eventTime())
            + optionalTextBytes(domain)
            + labelBytes
            + (version >= TIMED ? Long.BYTES : 0);
    return SAMPLE.seal(
        version,
        length,
        buffer -> {
          buffer
              .putLong(sample.offset())
              .putLong(sample.appendMillis())
              .put(sample.space().toBytes());
          buffer.putShort((short) (vector / Short.BYTES));
          sample.vector().ifPresent(e -> e.writeTo(buffer));
          putText(buffer, source);
          putOptionalLong(buffer, sample.eventTime());
          putOptionalText(buffer, domain);
          buffer.put((byte) (sample.label().isPresent() ? 1 : 0));
          sample.label().ifPresent(state -> putState(buffer, state, version));
          if (version >= TIMED) {
            buffer.putLong(sample.period());
          }
        });
  }

  private static int version(Sample sample) {
    if (sample.image().isPresent()) {
      return IMAGED;
    }
    return sample.period() > 0 ? TIMED : sample.label().map(BankCodec::version).orElse(PLAIN);
  }

  private static Sample readSample(ByteBuffer buffer, int version) {
    long offset = buffer.getLong();
    long appendMillis = buffer.getLong();
    byte[] space = Frame.getBytes(buffer, SpaceId.BYTES);
    int dim = Short.toUnsignedInt(buffer.getShort());
    Optional<Embedding> vector = dim == 0 ? Optional.empty() : Optional.of(readVector(buffer, dim));
    boolean isImage = version == IMAGED;
    if (isImage && vector.isEmpty()) {
      throw new IllegalArgumentException("an image has dimension 0");
    }
    String source = getText(buffer);
    var eventTime = getOptionalLong(buffer);
    Optional<String> domain = getOptionalText(buffer);
    Optional<LabelState> label =
        getPresence(buffer) ? Optional.of(getState(buffer, version)) : Optional.empty();
    long period = version >= TIMED ? buffer.getLong() : 0;
    if (period < 0) {
      throw new IllegalArgumentException("period is " + period + ", expected at least 0");
    }
    return new Sample(
        SpaceId.ofBytes(space),
        isImage ? Optional.empty() : vector,
        isImage ? vector : Optional.empty(),
        source,
        offset,
        appendMillis,
        eventTime,
        domain,
        label,
        period);
  }

  static Embedding readVector(ByteBuffer buffer, int dim) {
    return Embedding.fromBytes(ByteBuffer.wrap(Frame.getBytes(buffer, dim * Short.BYTES)));
  }

  private static byte[] encode(EarlyLabel early) {
    byte[] source = utf8(early.source());
    int version = version(early.state());
    Optional<byte[]> topic = early.origin().map(o -> utf8(o.topic()));
    int origin = optionalTextBytes(topic) + (topic.isPresent() ? Integer.BYTES + Long.BYTES : 0);
    int length =
        FIXED
            + stateBytes(early.state(), version)
            + textBytes(source)
            + optionalLongBytes(early.eventTime())
            + origin;
    return EARLY.seal(
        version,
        length,
        buffer -> {
          buffer.putLong(early.offset()).putLong(early.appendMillis());
          putState(buffer, early.state(), version);
          putText(buffer, source);
          putOptionalLong(buffer, early.eventTime());
          putOptionalText(buffer, topic);
          early.origin().ifPresent(o -> buffer.putInt(o.partition()).putLong(o.offset()));
        });
  }

  private static EarlyLabel readEarly(ByteBuffer buffer, int version) {
    long offset = buffer.getLong();
    long appendMillis = buffer.getLong();
    LabelState state = getState(buffer, version);
    String source = getText(buffer);
    var eventTime = getOptionalLong(buffer);
    Optional<Origin> origin =
        getOptionalText(buffer).map(topic -> new Origin(topic, buffer.getInt(), buffer.getLong()));
    return new EarlyLabel(state, source, eventTime, origin, offset, appendMillis);
  }

  private static int version(LabelState state) {
    return weight(state) == 1 ? PLAIN : WEIGHTED;
  }

  private static int weight(LabelState state) {
    return state.assignment().map(Assignment::weight).orElse(1);
  }

  private static int stateBytes(LabelState state, int version) {
    return Long.BYTES
        + optionalTextBytes(state.label().map(Frame::utf8))
        + optionalTextBytes(state.annotator().map(Frame::utf8))
        + (version == PLAIN ? 0 : Integer.BYTES);
  }

  private static void putState(ByteBuffer buffer, LabelState state, int version) {
    buffer.putLong(state.sequence());
    putOptionalText(buffer, state.label().map(Frame::utf8));
    putOptionalText(buffer, state.annotator().map(Frame::utf8));
    if (version != PLAIN) {
      buffer.putInt(weight(state));
    }
  }

  private static LabelState getState(ByteBuffer buffer, int version) {
    long sequence = buffer.getLong();
    Optional<String> label = getOptionalText(buffer);
    Optional<String> annotator = getOptionalText(buffer);
    int weight = version == PLAIN ? 1 : buffer.getInt();
    return new LabelState(label.map(text -> new Assignment(text, weight)), sequence, annotator);
  }
}
