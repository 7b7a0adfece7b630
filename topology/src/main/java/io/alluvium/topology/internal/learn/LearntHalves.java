package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.HashChain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was learnt of each of two halves of the labelled samples: how often heads of both agree says
 * how much agreement a change of the encoder can be asked for.
 *
 * <p>Only where the bank still has most of what was learnt, and that is not too much to read it
 * once: halves of a few samples of many would disagree more, and let everything pass.
 */
final class LearntHalves {
  /** Most labelled samples that are read for it, 800 bytes each at 384 dimensions. */
  static final int MOST_SAMPLES = 16_384;

  private static final int LEAST_SAMPLES = 50;

  private LearntHalves() {}

  /** Returns whether so much was learnt that the bank is not read for halves of it. */
  static boolean areTooLarge(SufficientStatistics learnt) {
    return learnt.samples() > MOST_SAMPLES;
  }

  /** Returns the labelled samples of a space that still have their vectors, by id. */
  static Map<String, BankValue.Sample> told(BankStore bank, SpaceId space) {
    Map<String, BankValue.Sample> told = new TreeMap<>(Snapshots.told(bank));
    told.values().removeIf(sample -> !sample.space().equals(space));
    return told;
  }

  /**
   * Returns the sums of both halves, or nothing where there are too few samples for it.
   *
   * @param learnt all that was learnt
   * @param told labelled samples that still have their vectors
   */
  static List<SufficientStatistics> of(
      SufficientStatistics learnt, Map<String, BankValue.Sample> told) {
    if (areTooLarge(learnt) || 2L * told.size() < learnt.samples()) {
      return List.of();
    }
    SufficientStatistics first = new SufficientStatistics(learnt.space());
    SufficientStatistics second = new SufficientStatistics(learnt.space());
    told.forEach((id, sample) -> (isFirst(id) ? first : second).apply(entering(id, sample)));
    return Math.min(first.samples(), second.samples()) < LEAST_SAMPLES
        ? List.of()
        : List.of(first, second);
  }

  private static LabelChange entering(String id, BankValue.Sample sample) {
    return new LabelChange(
        id, sample.embedding().orElseThrow(), Optional.empty(), sample.assignment());
  }

  /** The last bit of SHA-256 over the id. */
  private static boolean isFirst(String id) {
    byte[] hash = HashChain.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
    return (hash[hash.length - 1] & 1) == 0;
  }
}
