package io.alluvium.encoders.internal;

import io.alluvium.encoders.UnacceptablePayloadException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes images in memory. Size and format are read from the header and checked before anything is
 * decoded, so that a small file cannot ask for a large memory.
 *
 * @param maxBytes largest accepted file
 * @param maxPixels largest accepted width times height
 */
record ImageDecoder(int maxBytes, long maxPixels) {
  private static final List<String> FORMATS = List.of("png", "jpeg", "gif", "bmp");

  /**
   * Returns the first image of a file.
   *
   * @throws UnacceptablePayloadException if it is empty, too large, or not an image
   */
  BufferedImage decode(byte[] bytes) {
    if (bytes.length == 0) {
      throw new UnacceptablePayloadException("image is empty");
    }
    if (bytes.length > maxBytes) {
      throw new UnacceptablePayloadException(
          "image has " + bytes.length + " bytes, limit " + maxBytes);
    }
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return read(stream);
    } catch (UnacceptablePayloadException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK answer damaged files with unchecked exceptions, too.
      throw new UnacceptablePayloadException(
          "image of " + bytes.length + " bytes cannot be decoded: " + e, e);
    }
  }

  private BufferedImage read(ImageInputStream stream) throws IOException {
    ImageReader reader = reader(stream);
    try {
      reader.setInput(stream, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > maxPixels) {
        throw new UnacceptablePayloadException(
            "image has "
                + reader.getWidth(0)
                + " x "
                + reader.getHeight(0)
                + " = "
                + pixels
                + " pixels, limit "
                + maxPixels);
      }
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(ImageInputStream stream) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    throw new UnacceptablePayloadException("payload is not an image, expected one of " + FORMATS);
  }
}
