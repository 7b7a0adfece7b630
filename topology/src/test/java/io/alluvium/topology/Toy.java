package io.alluvium.topology;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An encoder of texts such as {@code "2 anything"}: the number chooses a direction. It keeps what
 * it was asked, refuses the text {@code "bad"}, chokes on {@code "poison"}, and can be broken.
 */
public final class Toy implements Encoder {
  /** Dimension of its space. */
  public static final int DIM = 4;

  private final Space space;
  private final List<List<String>> calls = new ArrayList<>();
  private boolean broken;

  /** Makes an encoder of {@link #space(int) space} 1. */
  public Toy() {
    this.space = space(1);
  }

  /** Returns a space whose id begins with the given number. */
  public static Space space(int id) {
    byte[] hash = new byte[SpaceId.BYTES];
    hash[0] = (byte) id;
    return new Space(SpaceId.ofBytes(hash), DIM, new Normalisation.L2());
  }

  /** Returns an embedding near the given axis. */
  public static Embedding near(int axis, RandomGenerator random) {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (0.2 * random.nextGaussian());
    }
    vector[axis] += 1;
    return space(1).quantise(vector);
  }

  /** Returns the embedding of the given axis. */
  public static Embedding axis(int axis) {
    float[] vector = new float[DIM];
    vector[axis] = 1;
    return space(1).quantise(vector);
  }

  /** Makes every further call fail. */
  public void breakDown() {
    broken = true;
  }

  /** Returns the texts of each call so far. */
  public List<List<String>> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public List<float[]> embed(List<Payload> payloads) {
    List<String> texts = new ArrayList<>();
    for (Payload payload : payloads) {
      if (!(payload instanceof Payload.Text(String text))) {
        throw new UnacceptablePayloadException("encoder 'toy' takes text, got " + payload.kind());
      }
      texts.add(text);
    }
    calls.add(List.copyOf(texts));
    if (broken) {
      throw new EncoderException("the toy is broken", new IllegalStateException("broken"));
    }
    return texts.stream().map(Toy::vector).toList();
  }

  private static float[] vector(String text) {
    if (text.equals("bad")) {
      throw new UnacceptablePayloadException("text is bad");
    }
    if (text.equals("poison")) {
      throw new EncoderException("choked on poison", new IllegalStateException("poison"));
    }
    float[] vector = new float[DIM];
    vector[text.charAt(0) - '0'] = text.equals("0 nan") ? Float.NaN : 1;
    return vector;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
