package io.alluvium.encoders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class VectorContractTest extends EncoderContractTest {
  @TempDir Path folder;
  private Encoder shared;

  @BeforeEach
  void openShared() {
    shared = open();
  }

  @Override
  Encoder shared() {
    return shared;
  }

  @Override
  Encoder open() {
    Path file = folder.resolve("vector.properties");
    try {
      Files.writeString(
          file,
          """
          engine=vector
          option.dim=2
          option.normalisation=fixed
          option.mean=1,2
          option.deviation=100,2
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Encoders.open(EncoderOptions.defaults("vector").withProperties(file));
  }

  @Override
  Payload good(int number) {
    return new Payload.Numbers(number, -number);
  }

  @Override
  Payload bad() {
    return new Payload.Numbers(1, Float.NaN);
  }

  @Override
  Payload otherKind() {
    return new Payload.Text("a text");
  }

  @Override
  String refusalOfOtherKind() {
    return "encoder 'vector' takes numbers, got text";
  }
}
