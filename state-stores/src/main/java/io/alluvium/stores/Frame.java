package io.alluvium.stores;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * The envelope of every stored value: magic, version, body, CRC-32C over all before it; little
 * endian.
 *
 * <pre>
 * byte 0      magic, one letter for each kind of value
 * byte 1      version of the body's layout
 * bytes 2..   body
 * last 4      CRC-32C of everything before
 * </pre>
 */
final class Frame {
  private static final int HEADER = 2;
  private static final int CHECKSUM = 4;

  /** What stands in a decoded text for bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final String what;
  private final byte magic;
  private final int newest;

  /** Reads what a body says, given the version of its layout. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ByteBuffer buffer, int version);
  }

  /** Makes the envelope of a value whose layouts have the versions 1 to {@code newest}. */
  Frame(String what, char magic, int newest) {
    this.what = what;
    this.magic = (byte) magic;
    this.newest = newest;
  }

  byte magic() {
    return magic;
  }

  /** Returns the framed body of exactly the given length, in the newest layout. */
  byte[] seal(int bodyLength, Consumer<ByteBuffer> body) {
    return seal(newest, bodyLength, body);
  }

  /** Returns the framed body of exactly the given length, in the layout of a version. */
  byte[] seal(int version, int bodyLength, Consumer<ByteBuffer> body) {
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER + bodyLength + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(magic).put((byte) version);
    body.accept(buffer);
    if (buffer.remaining() != CHECKSUM) {
      throw new IllegalStateException(
          what + " wrote " + (buffer.position() - HEADER) + " bytes, expected " + bodyLength);
    }
    buffer.putInt(checksum(buffer.array(), buffer.position()));
    return buffer.array();
  }

  /** As {@link #openAny}, for layouts that read alike in all versions. */
  <T> T open(byte[] bytes, Function<ByteBuffer, T> body) {
    return openAny(bytes, (buffer, version) -> body.apply(buffer));
  }

  /** Returns what the body says, after magic, version, checksum and length were checked. */
  <T> T openAny(byte[] bytes, Reader<T> body) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    check(bytes, buffer);
    buffer.position(HEADER).limit(bytes.length - CHECKSUM);
    T value;
    try {
      value = body.read(buffer, buffer.get(1));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CorruptStateException(what + " of " + bytes.length + " bytes cannot be read: " + e);
    }
    if (buffer.hasRemaining()) {
      throw new CorruptStateException(what + " has " + buffer.remaining() + " bytes too many");
    }
    return value;
  }

  private void check(byte[] bytes, ByteBuffer buffer) {
    int length = bytes.length;
    if (length < HEADER + CHECKSUM) {
      throw new CorruptStateException(
          what + " has " + length + " bytes, expected at least " + (HEADER + CHECKSUM));
    }
    if (buffer.get(0) != magic) {
      throw new CorruptStateException(
          what + " begins with byte " + buffer.get(0) + ", expected '" + (char) magic + "'");
    }
    if (buffer.get(1) < 1 || buffer.get(1) > newest) {
      throw new CorruptStateException(
          what
              + " has version "
              + buffer.get(1)
              + ", this program reads version "
              + (newest == 1 ? "1" : "1 to " + newest));
    }
    int expected = buffer.getInt(length - CHECKSUM);
    int actual = checksum(bytes, length - CHECKSUM);
    if (actual != expected) {
      throw new CorruptStateException(
          String.format(
              Locale.ROOT, "%s has checksum %08x, computed %08x", what, expected, actual));
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of a text as written by {@link #putText}. */
  static int textBytes(byte[] utf8) {
    return Short.BYTES + utf8.length;
  }

  static void putText(ByteBuffer buffer, byte[] utf8) {
    if (utf8.length > 0xffff) {
      throw new IllegalArgumentException(
          "text has " + utf8.length + " bytes, expected at most 65535");
    }
    buffer.putShort((short) utf8.length).put(utf8);
  }

  static String getText(ByteBuffer buffer) {
    return text(getBytes(buffer, Short.toUnsignedInt(buffer.getShort())));
  }

  /**
   * Returns the text of UTF-8 bytes.
   *
   * @throws IllegalArgumentException if they are not UTF-8: two keys must not become one text
   */
  static String text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(utf8(text), utf8)) {
      throw new IllegalArgumentException("text of " + utf8.length + " bytes is not UTF-8");
    }
    return text;
  }

  /**
   * Returns the text of a key.
   *
   * @throws CorruptStateException if it is not UTF-8
   */
  static String keyText(byte[] utf8) {
    try {
      return text(utf8);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("a key cannot be read", e);
    }
  }

  /** Takes so many bytes from the buffer; sets nothing aside for bytes that are not there. */
  static byte[] getBytes(ByteBuffer buffer, int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** Bytes of an optional text: one for presence, then the text. */
  static int optionalTextBytes(Optional<byte[]> utf8) {
    return 1 + utf8.map(Frame::textBytes).orElse(0);
  }

  static void putOptionalText(ByteBuffer buffer, Optional<byte[]> utf8) {
    buffer.put((byte) (utf8.isPresent() ? 1 : 0));
    utf8.ifPresent(bytes -> putText(buffer, bytes));
  }

  static Optional<String> getOptionalText(ByteBuffer buffer) {
    return getPresence(buffer) ? Optional.of(getText(buffer)) : Optional.empty();
  }

  /** Bytes of an optional number: one for presence, then eight. */
  static int optionalLongBytes(OptionalLong value) {
    return 1 + (value.isPresent() ? Long.BYTES : 0);
  }

  static void putOptionalLong(ByteBuffer buffer, OptionalLong value) {
    buffer.put((byte) (value.isPresent() ? 1 : 0));
    value.ifPresent(buffer::putLong);
  }

  static OptionalLong getOptionalLong(ByteBuffer buffer) {
    return getPresence(buffer) ? OptionalLong.of(buffer.getLong()) : OptionalLong.empty();
  }

  static boolean getPresence(ByteBuffer buffer) {
    byte presence = buffer.get();
    if (presence != 0 && presence != 1) {
      throw new IllegalArgumentException("presence is " + presence + ", expected 0 or 1");
    }
    return presence == 1;
  }
}
