package io.alluvium.encoders.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * From tokens to a transformer's int64[size, width] inputs, and from its float32[size, width, dim]
 * hidden states to a vector for each text, pooled in plain Java.
 */
final class TextTranslator implements NoBatchifyTranslator<TokenBatch, List<float[]>> {
  private static final Map<String, Function<Encoding, long[]>> KNOWN_INPUTS =
      Map.of(
          "input_ids", Encoding::getIds,
          "attention_mask", Encoding::getAttentionMask,
          "token_type_ids", Encoding::getTypeIds);
  private static final String BATCH = "batch";

  private final Map<String, Function<Encoding, long[]>> inputs = new LinkedHashMap<>();
  private final Pooling pooling;

  /**
   * Makes a translator for a model with these inputs.
   *
   * @throws IllegalArgumentException if the model wants others than a text gives
   */
  TextTranslator(List<String> inputs, Pooling pooling) {
    this.pooling = pooling;
    for (String input : inputs) {
      Function<Encoding, long[]> values = KNOWN_INPUTS.get(input);
      if (values == null) {
        throw new IllegalArgumentException(
            "text model takes " + inputs + ", expected of " + new TreeSet<>(KNOWN_INPUTS.keySet()));
      }
      this.inputs.put(input, values);
    }
  }

  @Override
  public NDList processInput(TranslatorContext context, TokenBatch batch) {
    context.setAttachment(BATCH, batch);
    Shape shape = new Shape(batch.size(), batch.width());
    NDList arrays = new NDList(inputs.size());
    inputs.forEach((name, values) -> {
      NDArray array = context.getNDManager().create(batch.padded(values), shape);
      array.setName(name);
      arrays.add(array);
    });
    return arrays;
  }

  @Override
  public List<float[]> processOutput(TranslatorContext context, NDList outputs) {
    TokenBatch batch = (TokenBatch) context.getAttachment(BATCH);
    NDArray hidden = hiddenStates(outputs, batch);
    int dim = (int) hidden.getShape().get(2);
    float[] values = hidden.toFloatArray();
    List<float[]> vectors = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      int first = i * batch.width() * dim;
      vectors.add(pooling.pool(values, first, TokenBatch.tokens(batch.texts().get(i)), dim));
    }
    return vectors;
  }

  private static NDArray hiddenStates(NDList outputs, TokenBatch batch) {
    for (NDArray output : outputs) {
      Shape shape = output.getShape();
      if (shape.dimension() == 3 && shape.get(0) == batch.size() && shape.get(1) == batch.width()) {
        return output;
      }
    }
    throw new IllegalArgumentException(
        "model gives "
            + outputs.stream().map(one -> one.getName() + one.getShape()).toList()
            + ", expected an output of float32"
            + List.of(batch.size(), batch.width(), "dim"));
  }
}
