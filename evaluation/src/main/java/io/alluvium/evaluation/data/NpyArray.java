package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An array in NumPy's {@code .npy} form, versions 1 to 3, in C order: numbers, booleans, or texts
 * of fixed length.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
final class NpyArray {
  private static final long MAGIC = 0x934E554D5059L;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\\s*'descr':\\s*'([<>|=])([a-zA-Z])([0-9]+)',\\s*'fortran_order':\\s*(True|False),"
              + "\\s*'shape':\\s*\\(([0-9, ]*)\\)\\s*,?\\s*\\}\\s*",
          Pattern.DOTALL);

  private final String place;
  private final char kind;
  private final int size;
  private final List<Integer> shape;
  private final ByteBuffer data;

  private NpyArray(String place, char kind, int size, List<Integer> shape, ByteBuffer data) {
    this.place = place;
    this.kind = kind;
    this.size = size;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Reads an array.
   *
   * @param place where the bytes are from, for messages
   * @throws EvaluationException if it is of another form
   */
  static NpyArray of(String place, byte[] bytes) {
    try {
      return parse(place, ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw new EvaluationException(place + " is not a whole .npy array", e);
    }
  }

  private static NpyArray parse(String place, ByteBuffer bytes) {
    long magic = (bytes.getLong(0) >>> 16);
    int version = bytes.get(6);
    if (magic != MAGIC || version < 1 || version > 3) {
      throw new EvaluationException(place + " is not a .npy array of version 1 to 3");
    }
    bytes.order(ByteOrder.LITTLE_ENDIAN).position(8);
    int length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
    byte[] text = new byte[length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.UTF_8);
    Matcher fields = HEADER.matcher(header);
    if (!fields.matches() || fields.group(4).equals("True")) {
      throw new EvaluationException(
          place + " has the header " + header.strip() + ", expected plain values in C order");
    }
    List<Integer> shape =
        Stream.of(fields.group(5).split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(Integer::valueOf)
            .toList();
    ByteBuffer data = bytes.slice().order(order(fields.group(1)));
    char kind = fields.group(2).charAt(0);
    int size = Integer.parseInt(fields.group(3)) * (kind == 'U' ? Integer.BYTES : 1);
    long expected = shape.stream().mapToLong(Integer::longValue).reduce(size, Math::multiplyExact);
    if (data.remaining() != expected) {
      throw new EvaluationException(
          place + " has " + data.remaining() + " bytes of values, expected " + expected);
    }
    return new NpyArray(place, kind, size, shape, data);
  }

  private static ByteOrder order(String mark) {
    return mark.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** Returns the length of the first axis, 1 for a single value. */
  int rows() {
    return shape.isEmpty() ? 1 : shape.getFirst();
  }

  /** Returns the number of values in a row. */
  int width() {
    return shape.stream().skip(1).reduce(1, Math::multiplyExact);
  }

  /** Returns the values of a row. */
  float[] numbers(int row) {
    float[] numbers = new float[width()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) number(row * numbers.length + i);
    }
    return numbers;
  }

  /** Returns the first value of a row as a text. */
  String text(int row) {
    return switch (kind) {
      case 'U' -> codePoints(row);
      case 'S' -> bytes(row);
      case 'f' -> Double.toString(number(row * width()));
      default -> Long.toString((long) number(row * width()));
    };
  }

  private double number(int index) {
    int at = index * size;
    return switch (kind + "" + size) {
      case "f8" -> data.getDouble(at);
      case "f4" -> data.getFloat(at);
      case "f2" -> Float.float16ToFloat(data.getShort(at));
      case "i8", "u8" -> data.getLong(at);
      case "i4" -> data.getInt(at);
      case "u4" -> Integer.toUnsignedLong(data.getInt(at));
      case "i2" -> data.getShort(at);
      case "u2" -> Short.toUnsignedInt(data.getShort(at));
      case "i1" -> data.get(at);
      case "u1", "b1" -> Byte.toUnsignedInt(data.get(at));
      default ->
          throw new EvaluationException(
              place + " has values of type " + kind + size + ", expected numbers");
    };
  }

  private String codePoints(int row) {
    StringBuilder text = new StringBuilder();
    int start = row * width() * size;
    for (int at = start; at < start + size && data.getInt(at) != 0; at += Integer.BYTES) {
      text.appendCodePoint(data.getInt(at));
    }
    return text.toString();
  }

  private String bytes(int row) {
    int start = row * width() * size;
    int end = start;
    while (end < start + size && data.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    data.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
