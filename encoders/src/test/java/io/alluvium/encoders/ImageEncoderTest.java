package io.alluvium.encoders;

import static io.alluvium.encoders.TestImages.encode;
import static io.alluvium.encoders.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.encoders.internal.TinyOnnx;
import io.alluvium.learning.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageEncoderTest {
  private static final String ONNX = "engine=OnnxRuntime\n";

  @TempDir Path folder;

  @Test
  void givesTheReferenceVectorsOfMobileNet() throws IOException {
    Path model = SharedData.require("encoders/image/mobilenet_v1_0.25_128_quant.w8.onnx");
    Path zip = SharedData.require("data/cifar10/cifar10_train_a.zip");
    Files.copy(model, folder.resolve("model.onnx"));
    byte[] generated = encode(image(128, 128, (x, y) -> gradient(x, y)), "png");
    try (Encoder encoder = open(ONNX)) {
      assertThat(norm(embed(encoder, generated))).isCloseTo(25.65518, within(0.001));
      float[] photograph = embed(encoder, entry(zip, "train/airplane/0000.jpg"));
      assertThat(norm(photograph)).isCloseTo(22.73735, within(0.001));
      double[] expected = {2.8751, 2.93566, 0.188169, 0, 0, 0.00147, 0.003137, 2.61817};
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) photograph[i]).as("value %d", i).isCloseTo(expected[i], within(0.001));
      }
      assertThat(encoder.dim()).isEqualTo(256);
    }
  }

  @Test
  void feedsRedGreenBlueInThisOrder() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.meanColour(8));
    try (Encoder encoder = open(ONNX)) {
      for (String format : List.of("png", "bmp", "gif")) {
        byte[] file = encode(image(20, 20, (x, y) -> 0x0A_C8_1E), format);
        assertThat(embed(encoder, file)).as(format).containsExactly(10, 200, 30);
      }
    }
  }

  @Test
  void keepsMagnitudeInAFixedSpace() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.meanColour(8));
    String fixed = ONNX + "option.normalize=false\noption.clip=255\noption.scale=16\n";
    try (Encoder encoder = open(fixed)) {
      assertThat(encoder.space().normalisation()).isEqualTo(new Normalisation.Fixed(255, 16));
      assertThat(embed(encoder, encode(image(9, 9, (x, y) -> 0), "png"))).containsExactly(0, 0, 0);
    }
  }

  @Test
  void refusesAnImageWithoutDirection() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.meanColour(8));
    try (Encoder encoder = open(ONNX)) {
      byte[] black = encode(image(9, 9, (x, y) -> 0), "png");
      assertThatThrownBy(() -> embed(encoder, black))
          .isInstanceOf(UnacceptablePayloadException.class)
          .hasMessageContaining("gave a vector of norm 0, expected a direction");
    }
  }

  @Test
  void blamesTheModelForWhatIsNotANumber() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.notANumber(8));
    try (Encoder encoder = open(ONNX)) {
      byte[] white = encode(image(9, 9, (x, y) -> 0xFFFFFF), "png");
      assertThatThrownBy(() -> embed(encoder, white))
          .isInstanceOf(EncoderException.class)
          .hasMessageContaining("gave NaN at dimension 0, expected a finite number");
    }
  }

  @Test
  void batchSizeAndThreadsChangeNoBit() throws IOException {
    Path model = SharedData.require("encoders/image/mobilenet_v1_0.25_128_quant.w8.onnx");
    Files.copy(model, folder.resolve("model.onnx"));
    Files.writeString(folder.resolve("serving.properties"), ONNX);
    List<Payload> images =
        IntStream.range(0, 20)
            .<Payload>mapToObj(
                i -> new Payload.Image(encode(image(40, 30, (x, y) -> i * x * y * 4099), "png")))
            .toList();
    EncoderOptions options = EncoderOptions.defaults(folder.toString());
    try (Encoder one = Encoders.open(options.withBatchSize(1));
        Encoder many = Encoders.open(options.withBatchSize(16).withThreads(2))) {
      List<float[]> expected = one.embed(images);
      List<float[]> vectors = many.embed(images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(vectors.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private Encoder open(String properties) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), properties);
    return Encoders.open(EncoderOptions.defaults(folder.toString()));
  }

  private static int gradient(int x, int y) {
    int value = 3 * y + 5 * x;
    return (value % 256 << 16) | ((value + 7) % 256 << 8) | ((value + 14) % 256);
  }

  private static byte[] entry(Path zip, String name) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.getInputStream(file.getEntry(name)).readAllBytes();
    }
  }

  private static float[] embed(Encoder encoder, byte[] image) {
    return encoder.embed(List.of(new Payload.Image(image))).getFirst();
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
