package io.alluvium.encoders.internal;

import ai.djl.ndarray.types.Shape;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.util.List;
import java.util.Map;

/** A network for images, which takes RGB bytes and scales them itself. */
final class ImageCore implements EncoderCore<Payload.Image> {
  private static final int MAX_SIDE = 4096;

  private final OnnxModel model;
  private final ImageTranslator translator;
  private final ImageDecoder decoder;
  private final SquareResizer resizer;
  private final SubBatches subBatches;
  private final Space space;

  private ImageCore(ImageRecipe recipe, EncoderOptions options, OnnxModel model) {
    this.model = model;
    Map.Entry<String, Shape> input = onlyInput(model);
    int side = (int) input.getValue().get(1);
    this.translator = new ImageTranslator(input.getKey(), side);
    this.decoder = new ImageDecoder(options.maxImageBytes(), options.maxImagePixels());
    this.resizer = new SquareResizer(side);
    this.space = recipe.space(warmUp(side), side);
    this.subBatches = new SubBatches(options.batchSize(), options.threads());
  }

  static ImageCore open(ImageRecipe recipe, EncoderOptions options) {
    OnnxModel model = OnnxModel.open(recipe.name(), recipe.model(), options.device());
    try {
      return new ImageCore(recipe, options, model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public Class<Payload.Image> takes() {
    return Payload.Image.class;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public List<float[]> embed(List<Payload.Image> payloads) {
    return subBatches.map(
        payloads,
        piece ->
            model.predict(translator, piece.stream().map(image -> square(image.bytes())).toList()));
  }

  @Override
  public void close() {
    subBatches.close();
    model.close();
  }

  private byte[] square(byte[] bytes) {
    return resizer.rgb(decoder.decode(bytes));
  }

  /** Embeds a black square and returns the dimension. */
  private int warmUp(int side) {
    return model.predict(translator, List.of(new byte[side * side * 3])).getFirst().length;
  }

  private static Map.Entry<String, Shape> onlyInput(OnnxModel model) {
    Map<String, Shape> inputs = model.inputs();
    Map.Entry<String, Shape> input = inputs.entrySet().iterator().next();
    Shape shape = input.getValue();
    boolean fits =
        inputs.size() == 1
            && shape.dimension() == 4
            && shape.get(1) == shape.get(2)
            && shape.get(3) == 3
            && shape.get(1) >= 1
            && shape.get(1) <= MAX_SIDE;
    if (!fits) {
      throw new IllegalArgumentException(
          "image model takes %s, expected one input of uint8[n, side, side, 3] with side 1 to %d"
              .formatted(inputs, MAX_SIDE));
    }
    return input;
  }
}
