package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;

/** What an encoder is made of: files and parameters, found and checked, nothing loaded yet. */
public sealed interface Recipe permits TextRecipe, ImageRecipe, VectorRecipe, AdapterRecipe {

  /** Returns how the encoder wants its payloads gathered. */
  Batching batching();

  /**
   * Loads and warms up the encoder.
   *
   * @throws IllegalArgumentException if the model is not one that the recipe can use
   * @throws io.alluvium.encoders.EncoderException if loading fails
   */
  Encoder open(EncoderOptions options);
}
