package io.alluvium.encoders;

import io.alluvium.learning.Space;
import java.util.List;

/**
 * A frozen function from payloads to vectors.
 *
 * <p>Life cycle: made ready to answer at once (model loaded, warmed up), used by one thread at a
 * time, closed after use. The vector of a payload does not depend on the other payloads of its
 * batch. What comes back is not normalised: {@link Space#quantise} does that.
 */
public interface Encoder extends AutoCloseable {

  /** Returns the space that the vectors live in. */
  Space space();

  /** Returns the number of dimensions. */
  default int dim() {
    return space().dim();
  }

  /**
   * Returns the vectors of the payloads, in their order, each float[dim].
   *
   * @throws UnacceptablePayloadException if one payload cannot be encoded, whatever its batch: of
   *     the wrong kind, empty, too large, not an image, of the wrong dimension, not finite; the
   *     message names value and limit
   * @throws EncoderException if the encoder itself fails
   */
  List<float[]> embed(List<Payload> payloads);

  /** Frees native memory; the encoder cannot be used afterwards. */
  @Override
  void close();
}
