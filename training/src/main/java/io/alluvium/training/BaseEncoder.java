package io.alluvium.training;

import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.Device;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.WholeFolder;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.learning.SimplexAssignment;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The encoder below an adapter, as the adapter's folder names it.
 *
 * @param name its name, the whole path of its folder, or {@code base}
 * @param description what is written into the folder {@code base} within that of the adapter; empty
 *     for an encoder that lies elsewhere
 */
record BaseEncoder(String name, String description) {
  private static final String INSIDE = "base";

  /**
   * Returns the encoder of an evaluation.
   *
   * @throws EvaluationException if it has neither a name nor a folder
   */
  static BaseEncoder of(EncoderChoice choice) {
    if (!choice.description().isEmpty()) {
      return new BaseEncoder(INSIDE, choice.description());
    }
    if (Files.isRegularFile(Path.of(choice.name()))) {
      throw new EvaluationException(
          "encoder '"
              + choice.name()
              + "' is a file: an adapter needs a name or an encoder folder");
    }
    return named(choice.name());
  }

  /** Returns the encoder of a name or folder. */
  static BaseEncoder named(String name) {
    Path path = Path.of(name);
    return new BaseEncoder(
        Files.isDirectory(path) ? path.toAbsolutePath().normalize().toString() : name, "");
  }

  /**
   * Checks that the encoder is the one that made some vectors, by opening it.
   *
   * @throws EvaluationException if it is another one, or there is none
   */
  void check(Space made) {
    try (Encoder encoder = open(name)) {
      if (!encoder.space().equals(made)) {
        throw new EvaluationException(
            "encoder '"
                + name
                + "' has the space "
                + encoder.space().id()
                + ", the labelled vectors are of "
                + made.id()
                + ": name with --encoder the encoder that serves at the end of the ledger");
      }
    }
  }

  /**
   * Returns the vertices that it was trained towards; empty if it was not trained so.
   *
   * @throws EvaluationException if they cannot be read
   */
  Optional<SimplexAssignment> vertices() {
    Path folder = Path.of(name);
    return description.isEmpty() && Files.isDirectory(folder) ? vertices(folder) : Optional.empty();
  }

  /** Returns those of an encoder folder. */
  static Optional<SimplexAssignment> vertices(Path folder) {
    try {
      return AdapterFolder.vertices(folder);
    } catch (IllegalArgumentException | EncoderException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Writes an encoder folder with an adapter, as a whole or not at all, and opens it on the way.
   *
   * @param space of the encoder below
   * @param vertices that classes were drawn to; empty if to none
   * @return the space of the adapted vectors
   * @throws EvaluationException if it cannot be written, or is there
   */
  SpaceId write(
      Path out, Space space, ResidualAdapter adapter, Optional<SimplexAssignment> vertices) {
    SpaceId[] written = new SpaceId[1];
    try {
      WholeFolder.write(
          out,
          folder -> {
            if (!description.isEmpty()) {
              Path inside = Files.createDirectory(folder.resolve(INSIDE));
              Files.writeString(inside.resolve("serving.properties"), description);
            }
            AdapterFolder.write(folder, name, space.id(), adapter);
            if (vertices.isPresent()) {
              AdapterFolder.writeVertices(folder, vertices.orElseThrow());
            }
            try (Encoder encoder = open(folder.toString())) {
              written[0] = encoder.space().id();
            }
          });
    } catch (IOException | UncheckedIOException e) {
      throw new EvaluationException("could not write " + out + ": " + e, e);
    }
    return written[0];
  }

  private static Encoder open(String encoder) {
    try {
      return Encoders.open(EncoderOptions.defaults(encoder).withDevice(new Device.Cpu()));
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
