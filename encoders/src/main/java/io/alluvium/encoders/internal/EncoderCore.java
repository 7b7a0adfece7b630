package io.alluvium.encoders.internal;

import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.util.List;

/**
 * What differs from encoder to encoder; {@link GuardedEncoder} does the rest.
 *
 * @param <P> the kind of payload it takes
 */
interface EncoderCore<P extends Payload> extends AutoCloseable {

  /** Returns the kind of payload it takes. */
  Class<P> takes();

  /** Returns the space that the vectors live in. */
  Space space();

  /** Returns a payload that can be embedded for as long as the encoder works. */
  P probe();

  /**
   * Returns the vectors of the payloads, at least one, in their order.
   *
   * @throws io.alluvium.encoders.UnacceptablePayloadException if a payload cannot be encoded
   */
  List<float[]> embed(List<P> payloads);

  /** Frees native memory; called once. */
  @Override
  void close();
}
