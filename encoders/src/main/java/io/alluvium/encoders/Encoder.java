package io.alluvium.encoders;

import io.alluvium.learning.Space;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A frozen function from payloads to vectors.
 *
 * <p>Life cycle: made ready to answer at once (model loaded, warmed up), used by one thread at a
 * time, closed after use. The vector of a payload does not depend on the other payloads of its
 * batch: bit for bit on a CPU, within rounding on a GPU. What comes back is not normalised, but fit
 * for it: {@link Space#quantise} takes every vector that {@link #embed} returns.
 */
public interface Encoder extends AutoCloseable {

  /** Returns the space that the vectors live in; also after {@link #close}. */
  Space space();

  /** Returns the number of dimensions. */
  default int dim() {
    return space().dim();
  }

  /**
   * Returns the vectors of the payloads, in their order, each float[dim] and finite.
   *
   * @throws UnacceptablePayloadException if one payload cannot be encoded, whatever its batch: of
   *     the wrong kind, empty, too large, not an image, of the wrong dimension, not finite; the
   *     message names value and limit
   * @throws EncoderException if the encoder itself fails
   * @throws IllegalStateException if the encoder is closed
   */
  List<float[]> embed(List<Payload> payloads);

  /**
   * Returns a payload that this encoder can embed for as long as it works: what a caller asks when
   * another one failed. Empty if it knows none.
   */
  default Optional<Payload> probe() {
    return Optional.empty();
  }

  /**
   * Returns the SHA-256 of each file that this encoder is made of, 64 lower-case hex digits, by the
   * role of the file: {@code model}, {@code tokenizer}. Empty where it is made of none.
   */
  default Map<String, String> artefacts() {
    return Map.of();
  }

  /** Frees native memory; the encoder cannot embed afterwards. A second call does nothing. */
  @Override
  void close();
}
