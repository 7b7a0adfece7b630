package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Carried;
import io.alluvium.learning.transition.EncoderCost;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Bytes of what {@link TransitionStore} holds. */
final class TransitionCodec {
  /** The layout that says what the encoders take and how far what is known was carried. */
  private static final int CARRIED = 2;

  private static final Frame RELEASE = new Frame("encoder release", 'R', CARRIED);
  private static final Frame VIEW = new Frame("shadow view", 'G', 1);
  private static final Frame LEFT = new Frame("left space", 'L', 1);
  private static final Frame ROW = new Frame("row of a map", 'T', 1);

  private TransitionCodec() {}

  static byte[] encode(Release release) {
    byte[] id = Frame.utf8(release.id());
    byte[] encoder = Frame.utf8(release.encoder());
    byte[] before = Frame.utf8(release.before());
    Optional<byte[]> space = release.to().map(ProgressStore::encode);
    Optional<byte[]> way = release.way().map(Frame::utf8);
    int length =
        Frame.textBytes(id)
            + Frame.textBytes(encoder)
            + Frame.textBytes(before)
            + 2
            + 3 * Long.BYTES
            + 1
            + space.map(bytes -> Short.BYTES + bytes.length).orElse(0)
            + Frame.optionalLongBytes(release.effect())
            + Frame.optionalTextBytes(way)
            + Short.BYTES;
    for (Map.Entry<String, String> each : release.report().entrySet()) {
      length +=
          Frame.textBytes(Frame.utf8(each.getKey())) + Frame.textBytes(Frame.utf8(each.getValue()));
    }
    boolean plain = release.cost().isEmpty() && release.carried().equals(Carried.NOT);
    return RELEASE.seal(
        plain ? 1 : CARRIED,
        plain ? length : length + costBytes(release),
        buffer -> {
          Frame.putText(buffer, id);
          Frame.putText(buffer, encoder);
          Frame.putText(buffer, before);
          buffer.put(release.phase().stored()).put((byte) (release.auto() ? 1 : 0));
          buffer.putLong(release.offset()).putDouble(release.share()).putLong(release.window());
          buffer.put((byte) (space.isPresent() ? 1 : 0));
          space.ifPresent(bytes -> buffer.putShort((short) bytes.length).put(bytes));
          Frame.putOptionalLong(buffer, release.effect());
          Frame.putOptionalText(buffer, way);
          buffer.putShort((short) release.report().size());
          release
              .report()
              .forEach((name, value) -> {
                Frame.putText(buffer, Frame.utf8(name));
                Frame.putText(buffer, Frame.utf8(value));
              });
          if (!plain) {
            putCost(buffer, release);
          }
        });
  }

  private static int costBytes(Release release) {
    return 1 + (release.cost().isPresent() ? 3 * Long.BYTES : 0) + Integer.BYTES + Double.BYTES;
  }

  private static void putCost(ByteBuffer buffer, Release release) {
    buffer.put((byte) (release.cost().isPresent() ? 1 : 0));
    release
        .cost()
        .ifPresent(cost ->
            buffer.putLong(cost.samples()).putLong(cost.beforeNanos()).putLong(cost.afterNanos()));
    buffer.putInt(release.carried().hops()).putDouble(release.carried().residualShare());
  }

  private static Optional<EncoderCost> cost(ByteBuffer buffer) {
    return Frame.getPresence(buffer)
        ? Optional.of(new EncoderCost(buffer.getLong(), buffer.getLong(), buffer.getLong()))
        : Optional.empty();
  }

  static Release decodeRelease(byte[] value) {
    return RELEASE.openAny(
        value,
        (buffer, version) -> {
          String id = Frame.getText(buffer);
          String encoder = Frame.getText(buffer);
          String before = Frame.getText(buffer);
          SwapPhase phase = SwapPhase.ofStored(buffer.get());
          boolean auto = Frame.getPresence(buffer);
          long offset = buffer.getLong();
          double share = buffer.getDouble();
          long window = buffer.getLong();
          Optional<Space> space =
              Frame.getPresence(buffer) ? Optional.of(space(buffer)) : Optional.empty();
          OptionalLong effect = Frame.getOptionalLong(buffer);
          Optional<String> way = Frame.getOptionalText(buffer);
          Map<String, String> report = new TreeMap<>();
          for (int left = Short.toUnsignedInt(buffer.getShort()); left > 0; left--) {
            report.put(Frame.getText(buffer), Frame.getText(buffer));
          }
          boolean plain = version < CARRIED;
          Optional<EncoderCost> cost = plain ? Optional.empty() : cost(buffer);
          Carried carried = plain ? Carried.NOT : new Carried(buffer.getInt(), buffer.getDouble());
          return new Release(
              id, encoder, before, phase, offset, share, window, auto, space, effect, way, report,
              cost, carried);
        });
  }

  static byte[] encode(LeftSpace left) {
    byte[] from = ProgressStore.encode(left.from());
    byte[] to = ProgressStore.encode(left.to());
    Optional<byte[]> reached = left.reached().map(Frame::utf8);
    return LEFT.seal(
        2 * Short.BYTES + from.length + to.length + 1 + Frame.optionalTextBytes(reached),
        buffer -> {
          buffer.putShort((short) from.length).put(from);
          buffer.putShort((short) to.length).put(to);
          buffer.put((byte) (left.keepsImages() ? 1 : 0));
          Frame.putOptionalText(buffer, reached);
        });
  }

  static LeftSpace decodeLeft(byte[] value) {
    return LEFT.open(
        value,
        buffer ->
            new LeftSpace(
                space(buffer),
                space(buffer),
                Frame.getPresence(buffer),
                Frame.getOptionalText(buffer)));
  }

  static byte[] encode(double[] row) {
    return ROW.seal(
        Integer.BYTES + row.length * Double.BYTES,
        buffer -> {
          buffer.putInt(row.length);
          for (double value : row) {
            buffer.putDouble(value);
          }
        });
  }

  static double[] decodeRow(byte[] value) {
    return ROW.open(
        value,
        buffer -> {
          int length = buffer.getInt();
          if (length < 0 || length > buffer.remaining() / Double.BYTES) {
            throw new IllegalArgumentException(
                "row has " + length + " numbers in " + buffer.remaining() + " bytes");
          }
          double[] row = new double[length];
          for (int i = 0; i < length; i++) {
            row[i] = buffer.getDouble();
          }
          return row;
        });
  }

  private static Space space(ByteBuffer buffer) {
    return ProgressStore.decodeSpace(
        Frame.getBytes(buffer, Short.toUnsignedInt(buffer.getShort())));
  }

  static byte[] encode(ShadowView view) {
    byte[] source = Frame.utf8(view.source());
    Optional<byte[]> domain = view.domain().map(Frame::utf8);
    Optional<byte[]> answered = view.answered().map(Frame::utf8);
    int length =
        Frame.textBytes(source)
            + Frame.optionalTextBytes(domain)
            + Frame.optionalTextBytes(answered)
            + vectorBytes(view.from())
            + vectorBytes(view.to());
    return VIEW.seal(
        length,
        buffer -> {
          Frame.putText(buffer, source);
          Frame.putOptionalText(buffer, domain);
          Frame.putOptionalText(buffer, answered);
          putVector(buffer, view.from());
          putVector(buffer, view.to());
        });
  }

  static int vectorBytes(Embedding vector) {
    return Short.BYTES + vector.dim() * Short.BYTES;
  }

  static void putVector(ByteBuffer buffer, Embedding vector) {
    buffer.putShort((short) vector.dim());
    vector.writeTo(buffer);
  }

  static ShadowView decodeView(byte[] value) {
    return VIEW.open(
        value,
        buffer ->
            new ShadowView(
                Frame.getText(buffer),
                Frame.getOptionalText(buffer),
                Frame.getOptionalText(buffer),
                vector(buffer),
                vector(buffer)));
  }

  static Embedding vector(ByteBuffer buffer) {
    return BankCodec.readVector(buffer, Short.toUnsignedInt(buffer.getShort()));
  }
}
