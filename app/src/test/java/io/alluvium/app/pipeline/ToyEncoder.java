package io.alluvium.app.pipeline;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An encoder of words: the first word of a text chooses a direction, the rest is noise. Some words
 * misbehave: {@code POISON} makes the encoder fail, {@code NAN} makes a vector that is not finite,
 * and a text that is empty or longer than {@value #MAX_CHARS} is refused.
 */
final class ToyEncoder implements Encoder {
  static final int DIM = 12;
  static final int MAX_CHARS = 1000;

  private final Space space;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger embedded = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> next = new AtomicReference<>();
  private volatile boolean broken;

  ToyEncoder() {
    this((byte) 7);
  }

  ToyEncoder(byte id) {
    byte[] hash = new byte[SpaceId.BYTES];
    hash[0] = id;
    space = new Space(SpaceId.ofBytes(hash), DIM, new Normalisation.L2());
  }

  /** Makes every further call fail. */
  void breakDown() {
    broken = true;
  }

  /** Makes the next call fail as no encoder should. */
  void failNext(RuntimeException failure) {
    next.set(failure);
  }

  int calls() {
    return calls.get();
  }

  /** Returns how many payloads were embedded. */
  int embedded() {
    return embedded.get();
  }

  /** Returns how many calls failed as no encoder should. */
  int failures() {
    return failures.get();
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Optional<Payload> probe() {
    return Optional.of(new Payload.Text("probe"));
  }

  @Override
  public List<float[]> embed(List<Payload> payloads) {
    calls.incrementAndGet();
    RuntimeException failure = next.getAndSet(null);
    if (failure != null) {
      failures.incrementAndGet();
      throw failure;
    }
    if (broken) {
      throw new EncoderException("the toy is broken", new IllegalStateException("broken"));
    }
    List<float[]> vectors = new ArrayList<>();
    for (Payload payload : payloads) {
      if (!(payload instanceof Payload.Text(String text))) {
        throw new UnacceptablePayloadException("encoder 'toy' takes text, got " + payload.kind());
      }
      vectors.add(vector(text));
    }
    embedded.addAndGet(payloads.size());
    return vectors;
  }

  private static float[] vector(String text) {
    if (text.isBlank()) {
      throw new UnacceptablePayloadException("text is empty");
    }
    if (text.length() > MAX_CHARS) {
      throw new UnacceptablePayloadException(
          "text has " + text.length() + " characters, the limit is " + MAX_CHARS);
    }
    if (text.startsWith("POISON")) {
      throw new EncoderException(
          "the toy choked on '" + text + "'", new IllegalStateException("poison"));
    }
    Random noise = new Random(text.hashCode());
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (0.2 * noise.nextGaussian());
    }
    vector[Math.floorMod(text.split(" ", -1)[0].hashCode(), DIM)] += 1;
    if (text.startsWith("NAN")) {
      vector[3] = Float.NaN;
    }
    return vector;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
