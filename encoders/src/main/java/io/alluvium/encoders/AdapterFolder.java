package io.alluvium.encoders;

import io.alluvium.learning.SimplexAssignment;
import io.alluvium.learning.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The encoder folder of a {@link ResidualAdapter}: {@code serving.properties} and the weights. */
public final class AdapterFolder {
  /** Name of the file of weights. */
  public static final String WEIGHTS = "adapter.bin";

  /** Name of the file of vertices, where classes were drawn to such. */
  public static final String VERTICES = "vertices.properties";

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
            "option.base=" + PropertyText.escaped(base),
            "option.baseSpace=" + baseSpace.hex(),
            ""));
  }

  /**
   * Writes, beside an adapter, which class was drawn to which vertex.
   *
   * @throws IOException if it cannot be written
   */
  public static void writeVertices(Path folder, SimplexAssignment assignment) throws IOException {
    VertexFile.write(folder.resolve(VERTICES), assignment);
  }

  /**
   * Returns which class was drawn to which vertex; empty if the folder does not say.
   *
   * @throws IllegalArgumentException if it says what cannot be; the message names the file
   * @throws EncoderException if it cannot be read
   */
  public static Optional<SimplexAssignment> vertices(Path folder) {
    Path file = folder.resolve(VERTICES);
    return Files.exists(file) ? Optional.of(VertexFile.read(file)) : Optional.empty();
  }
}
