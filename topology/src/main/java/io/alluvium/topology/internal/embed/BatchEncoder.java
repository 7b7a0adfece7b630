package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Embedding;
import io.alluvium.topology.internal.wire.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Embeds batches so that one bad payload costs only itself, and a broken encoder costs nothing.
 *
 * <p>A batch that fails is tried again one payload at a time. A payload that fails alone is
 * rejected, if the encoder can show afterwards that it still works: by embedding the last payload
 * that it embedded well, of this batch or an earlier one, or its own probe before the first. If it
 * cannot, the failure is the encoder's and is thrown: nothing is lost, because nothing was
 * committed. Not thread-safe; the encoder may be shared with other tasks and is used by one at a
 * time.
 */
final class BatchEncoder {

  /** What became of one payload. */
  sealed interface Outcome {}

  /** The embedding of the payload. */
  record Embedded(Embedding embedding) implements Outcome {}

  /** The payload will never be embedded, and why. */
  record Rejected(Reason reason, String message) implements Outcome {}

  private final Encoder encoder;
  private @Nullable Payload lastGood;

  BatchEncoder(Encoder encoder) {
    this.encoder = encoder;
  }

  /**
   * Returns an outcome for each payload, in their order.
   *
   * @throws EncoderException if the encoder itself is broken
   */
  List<Outcome> encode(List<Payload> payloads) {
    if (payloads.isEmpty()) {
      return List.of();
    }
    try {
      List<float[]> vectors = embed(payloads);
      List<Outcome> outcomes = new ArrayList<>(payloads.size());
      for (int i = 0; i < payloads.size(); i++) {
        outcomes.add(quantise(payloads.get(i), vectors.get(i)));
      }
      return outcomes;
    } catch (UnacceptablePayloadException | EncoderException e) {
      return encodeEach(payloads);
    }
  }

  private List<Outcome> encodeEach(List<Payload> payloads) {
    List<Outcome> outcomes = new ArrayList<>(payloads.size());
    List<EncoderException> failures = new ArrayList<>();
    payloads.forEach(payload -> outcomes.add(encodeAlone(payload, failures)));
    if (!failures.isEmpty()) {
      showThatItWorks(failures.getFirst());
    }
    return outcomes;
  }

  private Outcome encodeAlone(Payload payload, List<EncoderException> failures) {
    try {
      return quantise(payload, embed(List.of(payload)).getFirst());
    } catch (UnacceptablePayloadException e) {
      return new Rejected(Reason.UNACCEPTABLE_PAYLOAD, String.valueOf(e.getMessage()));
    } catch (EncoderException e) {
      failures.add(e);
      return new Rejected(Reason.ENCODER_FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void showThatItWorks(EncoderException failure) {
    embed(List.of(Optional.ofNullable(lastGood).or(encoder::probe).orElseThrow(() -> failure)));
  }

  private List<float[]> embed(List<Payload> payloads) {
    synchronized (encoder) {
      return encoder.embed(payloads);
    }
  }

  private Outcome quantise(Payload payload, float[] vector) {
    try {
      Embedding embedding = encoder.space().quantise(vector);
      lastGood = payload;
      return new Embedded(embedding);
    } catch (IllegalArgumentException e) {
      return new Rejected(Reason.UNACCEPTABLE_PAYLOAD, String.valueOf(e.getMessage()));
    }
  }
}
