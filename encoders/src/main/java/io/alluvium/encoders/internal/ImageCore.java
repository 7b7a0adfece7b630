package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A network for images, which takes RGB bytes and scales them itself. */
final class ImageCore implements EncoderCore<Payload.Image> {
  private final OnnxModel model;
  private final ImageTranslator translator;
  private final ImageDecoder decoder;
  private final SquareResizer resizer;
  private final SubBatches subBatches;
  private final Space space;

  private ImageCore(ImageRecipe recipe, EncoderOptions options, ImageInput input, OnnxModel model) {
    this.model = model;
    int side = input.side();
    this.translator = new ImageTranslator(input.name(), side);
    this.decoder = new ImageDecoder(options.maxImageBytes(), options.maxImagePixels());
    this.resizer = new SquareResizer(side);
    this.space = recipe.space(warmUp(side), side);
    this.subBatches = new SubBatches(options.batchSize(), options.threads());
  }

  static ImageCore open(ImageRecipe recipe, EncoderOptions options) {
    ImageInput input = ImageInput.of(recipe.name(), recipe.model());
    OnnxModel model = OnnxModel.open(recipe.name(), recipe.model(), options.device());
    try {
      return new ImageCore(recipe, options, input, model);
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
  public Payload.Image probe() {
    BufferedImage colours = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < 64; pixel++) {
      colours.setRGB(pixel % 8, pixel / 8, 0x010204 * (pixel + 1) * 3);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(colours, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Payload.Image(bytes.toByteArray());
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
}
