package io.alluvium.encoders;

import io.alluvium.learning.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The encoder folder of a {@link ResidualAdapter}: {@code serving.properties} and the weights. */
public final class AdapterFolder {
  /** Name of the file of weights. */
  public static final String WEIGHTS = "adapter.bin";

  private AdapterFolder() {}

  /**
   * Writes an adapter into a folder that exists.
   *
   * @param base the encoder below: its name, or its folder as seen from this one
   * @param baseSpace the space of that encoder, without which the folder cannot be opened
   * @throws IOException if it cannot be written, or one of its files is there
   */
  public static void write(Path folder, String base, SpaceId baseSpace, ResidualAdapter adapter)
      throws IOException {
    if (Files.exists(folder.resolve(WEIGHTS))) {
      throw new IOException(folder.resolve(WEIGHTS) + " is there");
    }
    Files.write(folder.resolve(WEIGHTS), adapter.toBytes());
    Files.writeString(
        folder.resolve("serving.properties"),
        String.join(
            "\n",
            "engine=adapter",
            "option.base=" + escaped(base),
            "option.baseSpace=" + baseSpace.hex(),
            ""));
  }

  /** Properties files take a backslash and what ends a line specially. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
