package io.alluvium.benchmarks;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Passes everything on, and notes how large the batches were and how long they took. */
final class WatchedEncoder implements Encoder {
  private final Encoder encoder;
  private long batches;
  private long payloads;
  private long nanos;

  /** Wraps an encoder, which is closed with this one. */
  WatchedEncoder(Encoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public Space space() {
    return encoder.space();
  }

  @Override
  public synchronized List<float[]> embed(List<Payload> batch) {
    long start = System.nanoTime();
    List<float[]> vectors = encoder.embed(batch);
    nanos += System.nanoTime() - start;
    batches++;
    payloads += batch.size();
    return vectors;
  }

  /** Returns what was noted, for people. */
  synchronized String notes() {
    return String.format(
        Locale.ROOT,
        "%d batches of %.1f on average, %.1f s in the encoder",
        batches,
        (double) payloads / batches,
        (double) nanos / TimeUnit.SECONDS.toNanos(1));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
