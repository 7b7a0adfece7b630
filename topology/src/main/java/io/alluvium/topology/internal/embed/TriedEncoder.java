package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.transition.EncoderCost;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * An encoder that is tried, timed beside the one that serves: the first {@value #SAMPLES} samples
 * of its share are seen by both, one after the other and in the same batches, so that neither has
 * the longer ones or the fuller batch. Not thread-safe.
 */
final class TriedEncoder {
  static final int SAMPLES = 128;

  private final RunningEncoder encoder;
  private final LongSupplier nanos;
  private long samples;
  private long servingNanos;
  private long triedNanos;
  private boolean told;

  TriedEncoder(RunningEncoder encoder, LongSupplier nanos) {
    this.encoder = encoder;
    this.nanos = nanos;
  }

  RunningEncoder encoder() {
    return encoder;
  }

  /**
   * Lets the serving encoder see the samples once more, while there is something to time.
   *
   * @throws EncoderException if that encoder is broken
   */
  void serve(RunningEncoder serving, List<Payload> payloads) {
    if (times(payloads)) {
      long start = nanos.getAsLong();
      var _ = serving.batches().encode(payloads);
      servingNanos += nanos.getAsLong() - start;
    }
  }

  /**
   * Returns what the tried encoder makes of the samples, which {@link #serve} has had.
   *
   * @throws EncoderException if that encoder is broken
   */
  List<BatchEncoder.Outcome> encode(List<Payload> payloads) {
    long start = nanos.getAsLong();
    List<BatchEncoder.Outcome> outcomes = encoder.batches().encode(payloads);
    if (times(payloads)) {
      triedNanos += nanos.getAsLong() - start;
      samples += payloads.size();
    }
    return outcomes;
  }

  private boolean times(List<Payload> payloads) {
    return samples < SAMPLES && !payloads.isEmpty();
  }

  /** Returns what both took, once. */
  Optional<EncoderCost> news() {
    if (told || samples < SAMPLES) {
      return Optional.empty();
    }
    told = true;
    return Optional.of(
        new EncoderCost(samples, Math.max(1, servingNanos), Math.max(1, triedNanos)));
  }
}
