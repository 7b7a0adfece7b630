package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Reads grey images in the IDX form of MNIST: {@code NAME-images-idx3-ubyte}, with the labels in
 * {@code NAME-labels-idx1-ubyte} beside it. NAME is the split: by default {@code train} is learnt
 * and {@code t10k} is asked about.
 *
 * <p>Source: LeCun, Cortes and Burges, "The MNIST database", "File formats".
 */
final class IdxReader implements RowReader {
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int MAX_SIDE = 4096;

  private final List<Path> files;
  private final boolean asNumbers;
  private final Splits splits;

  IdxReader(List<Path> files, DataProperties properties) {
    this.files = files;
    this.asNumbers =
        properties.choice(DataKey.PAYLOAD, "image", "vector").orElse("image").equals("vector");
    this.splits = Splits.of(properties.withDefault(DataKey.TEST_SPLITS, "test,t10k"));
  }

  static boolean isImages(Path file) {
    return InputFiles.unpackedName(file).endsWith(IMAGES);
  }

  @Override
  public void read(RowSink sink) {
    long before = 0;
    for (Path file : files) {
      try {
        before += read(file, before, sink);
      } catch (EOFException e) {
        throw new EvaluationException(file + " or its labels end before they should", e);
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
  }

  private long read(Path file, long before, RowSink sink) throws IOException {
    Path labelFile = labels(file);
    String split = InputFiles.unpackedName(file).replace(IMAGES, "");
    Optional<Row.Role> role = files.size() == 1 ? Optional.of(Row.Role.TRAIN) : splits.role(split);
    try (DataInputStream images = new DataInputStream(InputFiles.open(file));
        DataInputStream labels = new DataInputStream(InputFiles.open(labelFile))) {
      int count = header(images, file, IMAGES_MAGIC);
      int labelled = header(labels, labelFile, LABELS_MAGIC);
      if (count != labelled) {
        throw new EvaluationException(
            file + " has " + count + " images, " + labelFile + " has " + labelled + " labels");
      }
      int height = side(images, file);
      int width = side(images, file);
      for (int i = 0; i < count; i++) {
        byte[] pixels = images.readNBytes(height * width);
        String label = Integer.toString(labels.readUnsignedByte());
        if (pixels.length < height * width) {
          throw new EOFException();
        }
        if (role.isPresent()) {
          String place = file.getFileName() + ":" + i;
          Payload payload = asNumbers ? numbers(pixels) : image(pixels, width, height);
          sink.row(new Row(split + i, label, role.get(), "", "", before + i, payload, place));
        }
      }
      return count;
    }
  }

  private static Path labels(Path images) {
    String name = String.valueOf(images.getFileName());
    Path labels = images.resolveSibling(name.replace(IMAGES, LABELS));
    if (!Files.exists(labels)) {
      throw new EvaluationException(images + " has no labels beside it: expected " + labels);
    }
    return labels;
  }

  private static int header(DataInputStream in, Path file, int magic) throws IOException {
    int got = in.readInt();
    int count = in.readInt();
    if (got != magic || count < 0) {
      throw new EvaluationException(
          file
              + " begins with "
              + Integer.toHexString(got)
              + ", expected "
              + Integer.toHexString(magic)
              + " of an IDX file of bytes");
    }
    return count;
  }

  private static int side(DataInputStream in, Path file) throws IOException {
    int side = in.readInt();
    if (side < 1 || side > MAX_SIDE) {
      throw new EvaluationException(
          file + " has images of side " + side + ", expected 1 to " + MAX_SIDE);
    }
    return side;
  }

  private static Payload numbers(byte[] pixels) {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xff;
    }
    return new Payload.Numbers(values);
  }

  private static Payload image(byte[] pixels, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = image.getRaster();
    raster.setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return new Payload.Image(png.toByteArray());
  }
}
