package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the recipe that an encoder's name stands for. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * Returns the recipe of the encoder.
   *
   * @throws IllegalArgumentException if there is no such encoder, or its folder or properties file
   *     is not as it should be
   */
  public static Recipe find(EncoderOptions options) {
    String name = options.name();
    Path properties = options.properties();
    if (name.equals("vector")) {
      if (properties == null) {
        throw new IllegalArgumentException("encoder 'vector' needs a properties file, got none");
      }
      return VectorRecipe.read(name, ServingProperties.read(properties));
    }
    if (properties != null) {
      throw new IllegalArgumentException(
          "encoder '" + name + "' takes no properties file, got " + properties);
    }
    Optional<BuiltIn> builtIn = BuiltIn.named(name);
    if (builtIn.isPresent()) {
      return builtIn.get().recipe(ModelCache.standard());
    }
    if (Files.isDirectory(Path.of(name))) {
      return EncoderFolder.read(Path.of(name));
    }
    throw new IllegalArgumentException(
        "encoder is '"
            + name
            + "', expected "
            + BuiltIn.names()
            + ", vector or an existing folder");
  }
}
