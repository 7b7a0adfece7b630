package io.alluvium.encoders.internal;

import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.List;

/**
 * Numbers made elsewhere: embeddings are taken as they are, raw features are standardised by the
 * constants of the space and clipped. Stateless.
 */
final class VectorCore implements EncoderCore<Payload.Numbers> {
  private final Space space;
  private final double[] mean;
  private final double[] deviation;
  private final double clip;

  VectorCore(VectorRecipe recipe) {
    this.space = recipe.space();
    this.mean = recipe.mean().stream().mapToDouble(Double::doubleValue).toArray();
    this.deviation = recipe.deviation().stream().mapToDouble(Double::doubleValue).toArray();
    this.clip =
        switch (recipe.normalisation()) {
          case Normalisation.L2() -> Float.MAX_VALUE;
          case Normalisation.Fixed(double fixedClip, _) -> fixedClip;
        };
  }

  @Override
  public Class<Payload.Numbers> takes() {
    return Payload.Numbers.class;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Payload.Numbers probe() {
    float[] values = new float[mean.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean[i] + deviation[i]);
    }
    return new Payload.Numbers(values);
  }

  @Override
  public List<float[]> embed(List<Payload.Numbers> payloads) {
    return payloads.stream().map(payload -> standardise(payload.values())).toList();
  }

  @Override
  public void close() {
    // Holds nothing but its constants.
  }

  private float[] standardise(float[] values) {
    if (values.length != mean.length) {
      throw new UnacceptablePayloadException(
          "numbers have dimension " + values.length + ", expected " + mean.length);
    }
    float[] standardised = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new UnacceptablePayloadException(
            "numbers have " + values[i] + " at dimension " + i + ", expected a finite number");
      }
      standardised[i] = (float) Math.clamp((values[i] - mean[i]) / deviation[i], -clip, clip);
    }
    return standardised;
  }
}
