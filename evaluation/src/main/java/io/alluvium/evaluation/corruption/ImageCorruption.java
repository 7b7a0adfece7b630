package io.alluvium.evaluation.corruption;

import io.alluvium.encoders.Payload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Damages images: decoded, changed in channels of [0, 1], and written as PNG. */
final class ImageCorruption {
  private ImageCorruption() {}

  /**
   * Returns the damaged image; one that cannot be decoded comes back as it is, for the encoder to
   * refuse.
   */
  static Payload.Image apply(Corruption corruption, Payload.Image image, RandomGenerator random) {
    return decoded(image)
        .map(Pixels::of)
        .map(pixels -> encoded(changed(corruption, pixels, random)))
        .orElse(image);
  }

  private static Optional<BufferedImage> decoded(Payload.Image image) {
    try {
      return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(image.bytes())));
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK answer damaged files with unchecked exceptions, too.
      return Optional.empty();
    }
  }

  private static Payload.Image encoded(Pixels pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(pixels.toImage(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Payload.Image(out.toByteArray());
  }

  private static Pixels changed(Corruption corruption, Pixels pixels, RandomGenerator random) {
    return switch (corruption.kind()) {
      case NOISE -> {
        double deviation = corruption.of(.03, .05, .08, .12, .18);
        yield pixels.each((channel, value) -> value + deviation * random.nextGaussian());
      }
      case BRIGHTNESS -> {
        double added = corruption.of(.08, .15, .25, .35, .45);
        yield pixels.each((channel, value) -> value + added);
      }
      case CONTRAST -> {
        double kept = corruption.of(.8, .6, .45, .3, .2);
        double mean = pixels.mean();
        yield pixels.each((channel, value) -> mean + kept * (value - mean));
      }
      case TINT -> {
        double strength = corruption.of(.1, .2, .3, .4, .5);
        yield pixels.each((channel, value) -> value * (1 + strength * (1 - channel)));
      }
      case BLUR -> pixels.blurred(corruption.of(.5, .7, 1, 1.3, 1.7));
      case PIXELATE -> pixels.pixelated(corruption.of(1.5, 2, 2.5, 3, 4));
      default -> throw new IllegalArgumentException(corruption.key() + " is not of images");
    };
  }
}
