package io.alluvium.encoders.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From RGB squares, byte[side * side * 3] each, to the model's uint8[n, side, side, 3] input, and
 * from its float32[n, dim] output named {@code embedding} to a vector each.
 */
final class ImageTranslator implements NoBatchifyTranslator<List<byte[]>, List<float[]>> {
  private static final String OUTPUT = "embedding";

  private final String input;
  private final int side;

  ImageTranslator(String input, int side) {
    this.input = input;
    this.side = side;
  }

  @Override
  public NDList processInput(TranslatorContext context, List<byte[]> squares) {
    ByteBuffer pixels = ByteBuffer.allocateDirect(squares.size() * side * side * 3);
    squares.forEach(pixels::put);
    Shape shape = new Shape(squares.size(), side, side, 3);
    NDArray array = context.getNDManager().create(pixels.flip(), shape, DataType.UINT8);
    array.setName(input);
    return new NDList(array);
  }

  @Override
  public List<float[]> processOutput(TranslatorContext context, NDList outputs) {
    NDArray embedding = embedding(outputs);
    int dim = (int) embedding.getShape().get(1);
    float[] values = embedding.toFloatArray();
    List<float[]> vectors = new ArrayList<>();
    for (int first = 0; first < values.length; first += dim) {
      vectors.add(Arrays.copyOfRange(values, first, first + dim));
    }
    return vectors;
  }

  private static NDArray embedding(NDList outputs) {
    for (NDArray output : outputs) {
      if (OUTPUT.equals(output.getName()) && output.getShape().dimension() == 2) {
        return output;
      }
    }
    throw new IllegalArgumentException(
        "model gives "
            + outputs.stream().map(one -> one.getName() + one.getShape()).toList()
            + ", expected an output '"
            + OUTPUT
            + "' of float32[n, dim]");
  }
}
