package io.alluvium.encoders;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class AdapterContractTest extends EncoderContractTest {
  @TempDir Path folder;
  private Encoder shared;

  @BeforeEach
  void write() throws IOException {
    TestAdapters.write(folder);
    shared = open();
  }

  @Override
  Encoder shared() {
    return shared;
  }

  @Override
  Encoder open() {
    return Encoders.open(EncoderOptions.defaults(folder.toString()).withThreads(2));
  }

  @Override
  Payload good(int number) {
    return new Payload.Numbers(number, 1, 2);
  }

  @Override
  Payload bad() {
    return new Payload.Numbers(1, Float.NaN, 3);
  }

  @Override
  Payload otherKind() {
    return new Payload.Text("a text");
  }

  @Override
  String refusalOfOtherKind() {
    return "encoder '" + folder.resolve("base") + "' takes numbers, got text";
  }
}
