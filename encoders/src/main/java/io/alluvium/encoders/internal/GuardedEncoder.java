package io.alluvium.encoders.internal;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The checks that all encoders share, around the core that computes: life cycle, kind of payload,
 * and that every vector can be quantised.
 *
 * @param <P> the kind of payload the core takes
 */
final class GuardedEncoder<P extends Payload> implements Encoder {
  private final String name;
  private final Map<String, String> artefacts;
  private final EncoderCore<P> core;
  private boolean closed;

  /**
   * Wraps a core, which is closed with this encoder.
   *
   * @param artefacts SHA-256 of each file that it is made of, by role
   */
  GuardedEncoder(String name, Map<String, String> artefacts, EncoderCore<P> core) {
    this.name = name;
    this.artefacts = Map.copyOf(artefacts);
    this.core = core;
  }

  @Override
  public Space space() {
    return core.space();
  }

  @Override
  public Map<String, String> artefacts() {
    return artefacts;
  }

  @Override
  public Optional<Payload> probe() {
    return Optional.of(core.probe());
  }

  @Override
  public List<float[]> embed(List<Payload> payloads) {
    if (closed) {
      throw new IllegalStateException("encoder '" + name + "' is closed");
    }
    List<P> accepted = new ArrayList<>(payloads.size());
    for (Payload payload : payloads) {
      accepted.add(accept(payload));
    }
    if (accepted.isEmpty()) {
      return List.of();
    }
    List<float[]> vectors = core.embed(accepted);
    vectors.forEach(this::check);
    return vectors;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      core.close();
    }
  }

  private P accept(Payload payload) {
    if (!core.takes().isInstance(payload)) {
      throw new UnacceptablePayloadException(
          "encoder '" + name + "' takes " + kindTaken() + ", got " + payload.kind());
    }
    return core.takes().cast(payload);
  }

  private String kindTaken() {
    return core.takes().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private void check(float[] vector) {
    boolean zero = true;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new EncoderException(
            "encoder '"
                + name
                + "' gave "
                + vector[i]
                + " at dimension "
                + i
                + ", expected a finite number: check the model");
      }
      zero &= vector[i] == 0;
    }
    if (zero && space().normalisation() instanceof Normalisation.L2) {
      throw new UnacceptablePayloadException(
          "encoder '" + name + "' gave a vector of norm 0, expected a direction");
    }
  }
}
