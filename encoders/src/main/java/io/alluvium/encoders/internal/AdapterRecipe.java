package io.alluvium.encoders.internal;

import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.Batching;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.nio.file.Path;

/**
 * What an encoder with a residual adapter is made of.
 *
 * @param baseName the encoder below, as the folder names it
 * @param base recipe of that encoder
 * @param baseSpace the space it must have: that of the vectors that the adapter was trained on
 * @param weights file of the adapter
 * @param adapter what is in it
 */
record AdapterRecipe(
    String name,
    String baseName,
    Recipe base,
    SpaceId baseSpace,
    ModelFile weights,
    ResidualAdapter adapter,
    Batching batching)
    implements Recipe {

  /**
   * Reads the keys of {@code engine=adapter}.
   *
   * @param base recipe of the encoder below
   * @throws IllegalArgumentException naming file, key, value and what is allowed
   */
  static AdapterRecipe read(
      Path folder, ServingProperties properties, String baseName, Recipe base) {
    Path file = folder.resolve(AdapterFolder.WEIGHTS);
    SpaceId baseSpace = properties.spaceId("option.baseSpace");
    Batching own = properties.batching();
    properties.warnOfUnread();
    return new AdapterRecipe(
        folder.toString(),
        baseName,
        base,
        baseSpace,
        ModelFile.of(file),
        ResidualAdapter.read(file),
        own.equals(Batching.UNSAID) ? base.batching() : own);
  }

  @Override
  public Encoder open(EncoderOptions options) {
    Encoder opened = base.open(options);
    try {
      check(opened.space());
      return new AdapterEncoder(this, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void check(Space got) {
    if (!got.id().equals(baseSpace)) {
      throw new IllegalArgumentException(
          "encoder folder "
              + name
              + ": option.base '"
              + baseName
              + "' has the space "
              + got.id()
              + ", option.baseSpace says "
              + baseSpace
              + ": the adapter was trained on the vectors of another encoder");
    }
    if (!(got.normalisation() instanceof Normalisation.L2)) {
      throw new IllegalArgumentException(
          "encoder folder " + name + ": option.base has a fixed space, expected an l2 space");
    }
    if (got.dim() != adapter.dim()) {
      throw new IllegalArgumentException(
          "encoder folder "
              + name
              + ": "
              + weights.path().getFileName()
              + " is for "
              + adapter.dim()
              + " dimensions, option.base has "
              + got.dim());
    }
  }

  /** Returns the space of the vectors. */
  Space space() {
    Normalisation normalisation = new Normalisation.L2();
    SpaceFingerprint fingerprint =
        new SpaceFingerprint("adapter")
            .text("base", baseSpace.hex())
            .text("weights", weights.sha256())
            .normalisation(normalisation)
            .integer("dim", adapter.dim());
    return new Space(fingerprint.id(), adapter.dim(), normalisation);
  }
}
