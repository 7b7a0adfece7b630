package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.Map;

/**
 * What a text encoder is made of.
 *
 * @param maxTokens longest text in tokens, the special ones included; longer ones lose their end
 */
record TextRecipe(
    String name,
    ModelFile model,
    ModelFile tokenizer,
    int maxTokens,
    Pooling pooling,
    Normalisation normalisation,
    Batching batching)
    implements Recipe {

  static final int DEFAULT_MAX_TOKENS = 128;

  @Override
  public Encoder open(EncoderOptions options) {
    return new GuardedEncoder<>(
        name,
        Map.of("model", model.sha256(), "tokenizer", tokenizer.sha256()),
        TextCore.open(this, options));
  }

  /** Returns the space of the vectors, which have this dimension. */
  Space space(int dim) {
    SpaceFingerprint fingerprint =
        new SpaceFingerprint("text")
            .text("model", model.sha256())
            .text("tokenizer", tokenizer.sha256())
            .text("truncation", "longest-first")
            .integer("max-tokens", maxTokens)
            .text("pooling", pooling.name())
            .normalisation(normalisation)
            .integer("dim", dim);
    return new Space(fingerprint.id(), dim, normalisation);
  }
}
