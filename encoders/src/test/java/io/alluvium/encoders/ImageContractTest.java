package io.alluvium.encoders;

import static io.alluvium.encoders.TestImages.encode;
import static io.alluvium.encoders.TestImages.image;

import io.alluvium.encoders.internal.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class ImageContractTest extends EncoderContractTest {
  @TempDir static Path folder;
  private static Encoder shared;

  @BeforeAll
  static void openShared() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.meanColour(16));
    Files.writeString(folder.resolve("serving.properties"), "engine=OnnxRuntime\n");
    shared = Encoders.open(EncoderOptions.defaults(folder.toString()));
  }

  @AfterAll
  static void closeShared() {
    shared.close();
  }

  @Override
  Encoder shared() {
    return shared;
  }

  @Override
  Encoder open() {
    return Encoders.open(EncoderOptions.defaults(folder.toString()));
  }

  @Override
  Payload good(int number) {
    return new Payload.Image(
        encode(image(20, 30, (x, y) -> x * y * 31 + number * 0x010203 + 1), "png"));
  }

  @Override
  Payload bad() {
    return new Payload.Image("not an image".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  Payload otherKind() {
    return new Payload.Numbers(1, 2);
  }

  @Override
  String refusalOfOtherKind() {
    return "encoder '" + folder + "' takes image, got numbers";
  }
}
