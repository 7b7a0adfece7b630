package io.alluvium.encoders.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes ONNX models of a few bytes: uint8[n, side, side, 3] to the mean of each colour, or to
 * something that is not a number wherever that is not 0. The numbers are the field numbers of
 * onnx.proto.
 */
public final class TinyOnnx {
  private TinyOnnx() {}

  /** Returns a model that gives the mean of each colour: 3 dimensions. */
  public static byte[] meanColour(int side) {
    return model(graph(side, side, "embedding"));
  }

  /** Returns a model that gives the root of minus the mean. */
  public static byte[] notANumber(int side) {
    byte[] negate = node("Neg", "mean", "negative");
    return model(
        join(
            graph(side, side, "mean"),
            field(1, negate),
            field(1, node("Sqrt", "negative", "embedding"))));
  }

  /** Returns a model that takes oblong images. */
  static byte[] wide(int height, int width) {
    return model(graph(height, width, "embedding"));
  }

  private static byte[] model(byte[] graph) {
    byte[] output = field(12, value("embedding", 1, "n", 3));
    return join(varint(1, 8), field(7, join(graph, output)), field(8, varint(2, 13)));
  }

  private static byte[] graph(int height, int width, String mean) {
    byte[] cast = join(node("Cast", "image", "float"), field(5, attribute("to", 2, varint(3, 1))));
    byte[] axes = join(varint(8, 1), varint(8, 2));
    byte[] reduce =
        join(
            node("ReduceMean", "float", mean),
            field(5, attribute("axes", 7, axes)),
            field(5, attribute("keepdims", 2, varint(3, 0))));
    return join(
        field(2, text("tiny")),
        field(11, value("image", 2, "n", height, width, 3)),
        field(1, cast),
        field(1, reduce));
  }

  private static byte[] node(String operator, String input, String output) {
    return join(field(1, text(input)), field(2, text(output)), field(4, text(operator)));
  }

  private static byte[] attribute(String name, int type, byte[] value) {
    return join(field(1, text(name)), value, varint(20, type));
  }

  private static byte[] value(String name, int elementType, String batch, int... dims) {
    byte[] shape = field(1, field(2, text(batch)));
    for (int dim : dims) {
      shape = join(shape, field(1, varint(1, dim)));
    }
    byte[] tensor = join(varint(1, elementType), field(2, shape));
    return join(field(1, text(name)), field(2, field(1, tensor)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] field(int number, byte[] bytes) {
    return join(raw((number << 3) | 2), raw(bytes.length), bytes);
  }

  private static byte[] varint(int number, int value) {
    return join(raw(number << 3), raw(value));
  }

  private static byte[] raw(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    while (rest > 0x7f) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
