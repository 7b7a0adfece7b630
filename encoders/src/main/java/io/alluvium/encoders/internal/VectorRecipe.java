package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What the encoder of numbers is made of.
 *
 * @param modelName what the numbers come from, told apart by the space id; vectors of one dimension
 *     from different models would otherwise mix
 * @param mean subtracted from each dimension, finite
 * @param deviation divides each dimension after that, finite and above 0
 */
record VectorRecipe(
    String name,
    String modelName,
    List<Double> mean,
    List<Double> deviation,
    Normalisation normalisation,
    Batching batching)
    implements Recipe {

  private static final double DEFAULT_CLIP = 8;
  private static final Map<String, Boolean> FIXED = Map.of("l2", false, "fixed", true);

  /** Checks and copies the constants. */
  VectorRecipe {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          "mean has dimension " + mean.size() + ", deviation has " + deviation.size());
    }
  }

  /**
   * Reads the keys of {@code engine=vector}.
   *
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static VectorRecipe read(String name, ServingProperties properties) {
    properties.choice("engine", Map.of("vector", "vector"));
    int dim = properties.integer("option.dim", 1, Embedding.MAX_DIM);
    VectorRecipe recipe =
        properties.choice("option.normalisation", FIXED)
            ? raw(name, properties, dim)
            : embedded(name, properties, dim);
    properties.warnOfUnread();
    return recipe;
  }

  @Override
  public Encoder open(EncoderOptions options) {
    return new GuardedEncoder<>(name, Map.of(), new VectorCore(this));
  }

  /** Returns the space of the vectors. */
  Space space() {
    SpaceFingerprint fingerprint =
        new SpaceFingerprint("vector")
            .text("model-name", modelName)
            .reals("mean", mean)
            .reals("deviation", deviation)
            .normalisation(normalisation)
            .integer("dim", mean.size());
    return new Space(fingerprint.id(), mean.size(), normalisation);
  }

  private static VectorRecipe embedded(String name, ServingProperties properties, int dim) {
    return new VectorRecipe(
        name,
        properties.required("option.modelName"),
        Collections.nCopies(dim, 0.0),
        Collections.nCopies(dim, 1.0),
        new Normalisation.L2(),
        properties.batching());
  }

  private static VectorRecipe raw(String name, ServingProperties properties, int dim) {
    return new VectorRecipe(
        name,
        properties.optional("option.modelName").orElse(""),
        properties.reals("option.mean", dim),
        properties.positiveReals("option.deviation", dim),
        properties.fixed(DEFAULT_CLIP),
        properties.batching());
  }
}
