package io.alluvium.encoders;

import io.alluvium.encoders.ResidualAdapter.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with an adapter over three numbers, and the encoder below it in the folder base. */
final class TestAdapters {
  static final ResidualAdapter ADAPTER =
      new ResidualAdapter(
          Activation.TANH,
          new float[] {0.3f, -0.7f, 0.1f, 0.9f, 0.2f, -0.4f},
          new float[] {0.05f, -0.15f},
          new float[] {0.6f, -0.2f, 0.35f, 0.8f, -0.5f, 0.25f},
          new float[] {0.01f, -0.02f, 0.03f});

  private static final String BASE =
      "engine=vector\noption.dim=3\noption.normalisation=l2\noption.modelName=numbers\n";

  private TestAdapters() {}

  /** Writes both and returns the properties file of the adapter. */
  static Path write(Path folder) throws IOException {
    Path base = folder.resolve("base");
    writeBase(base, BASE);
    try (Encoder encoder = Encoders.open(EncoderOptions.defaults(base.toString()))) {
      AdapterFolder.write(folder, "base", encoder.space().id(), ADAPTER);
    }
    return folder.resolve("serving.properties");
  }

  static void writeBase(Path base, String properties) throws IOException {
    Files.createDirectories(base);
    Files.writeString(base.resolve("serving.properties"), properties);
  }
}
