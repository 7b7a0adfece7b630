package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.HashChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learnt of each of two halves of labelled samples: how often heads of both agree says how
 * much agreement a change of the encoder can be asked for.
 *
 * <p>Drawn by a hash of their ids, so many that it takes no time on the stream thread to read and
 * set them aside. Only where these are at least a quarter of what was learnt: halves of a few
 * samples of many would disagree more, and let everything pass.
 */
final class LearntHalves {
  /** So many samples are drawn, 800 bytes each at 384 dimensions. */
  private static final int DRAWN = 4096;

  /** The bank is read only where these are enough of what was learnt. */
  private static final int ENOUGH_ONE_IN = 4;

  private static final int LEAST_SAMPLES = 50;

  private LearntHalves() {}

  /** Returns whether so much was learnt that the bank is not read for halves of it. */
  static boolean areTooLarge(SufficientStatistics learnt) {
    return learnt.samples() > (long) ENOUGH_ONE_IN * DRAWN;
  }

  /** Returns labelled samples of the space that still have their vectors, by id. */
  static Map<String, BankValue.Sample> draw(BankStore bank, SufficientStatistics learnt) {
    return draw(bank, learnt, DRAWN);
  }

  /**
   * Returns labelled samples of the space that have a vector or an image, by id: those that heads
   * are judged by that are fitted from more than sums. All of them, where they are not too many.
   */
  static Map<String, BankValue.Sample> drawMany(BankStore bank, SufficientStatistics learnt) {
    return draw(bank, learnt, ENOUGH_ONE_IN * DRAWN);
  }

  private static Map<String, BankValue.Sample> draw(
      BankStore bank, SufficientStatistics learnt, int most) {
    double share = most / (double) Math.max(1, learnt.samples());
    SpaceId space = learnt.space().id();
    Map<String, BankValue.Sample> drawn = new TreeMap<>();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.assigned().isPresent()
          && sample.space().equals(space)
          && place(id) < share) {
        sample.vector().ifPresent(vector -> drawn.put(id, sample.seenIn(space, vector)));
      }
    });
    return drawn;
  }

  /**
   * Returns the sums of both halves, or nothing where there are too few samples for it.
   *
   * @param learnt all that was learnt
   * @param drawn labelled samples that were drawn
   * @param demands what heads demand beyond sums
   */
  static List<Evidence> of(
      SufficientStatistics learnt, Map<String, BankValue.Sample> drawn, Demands demands) {
    if (areTooLarge(learnt) || (long) ENOUGH_ONE_IN * drawn.size() < learnt.samples()) {
      return List.of();
    }
    Evidence first = Evidence.empty(learnt.space(), demands);
    Evidence second = Evidence.empty(learnt.space(), demands);
    drawn.forEach((id, sample) ->
        (isFirst(id) ? first : second)
            .apply(LabelledSamples.entering(id, sample, sample.embedding().orElseThrow())));
    return Math.min(first.statistics().samples(), second.statistics().samples()) < LEAST_SAMPLES
        ? List.of()
        : List.of(first, second);
  }

  /** The first 63 bits of SHA-256 over the id, as a number in [0, 1). */
  private static double place(String id) {
    return (ByteBuffer.wrap(hash(id)).getLong() >>> 1) / 0x1p63;
  }

  /** The last bit of it. */
  private static boolean isFirst(String id) {
    byte[] hash = hash(id);
    return (hash[hash.length - 1] & 1) == 0;
  }

  private static byte[] hash(String id) {
    return HashChain.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
  }
}
