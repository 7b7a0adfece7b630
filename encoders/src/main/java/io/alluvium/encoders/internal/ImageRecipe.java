package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.Map;

/** What an image encoder is made of. */
record ImageRecipe(String name, ModelFile model, Normalisation normalisation, Batching batching)
    implements Recipe {

  @Override
  public Encoder open(EncoderOptions options) {
    return new GuardedEncoder<>(
        name, Map.of("model", model.sha256()), ImageCore.open(this, options));
  }

  /** Returns the space of the vectors, which have this dimension, of images of this side. */
  Space space(int dim, int side) {
    SpaceFingerprint fingerprint =
        new SpaceFingerprint("image")
            .text("model", model.sha256())
            .text("steps", SquareResizer.STEPS)
            .integer("side", side)
            .normalisation(normalisation)
            .integer("dim", dim);
    return new Space(fingerprint.id(), dim, normalisation);
  }
}
