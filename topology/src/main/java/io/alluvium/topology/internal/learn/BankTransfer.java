package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelChange.Reach;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What becomes of the samples in the bank whose space is left. One of an encoder that is retired
 * goes the way of {@link Retirement}. One of an encoder that stands back goes the same way, but at
 * once, and without a label it loses its vector beyond a limit; one that was replaced, labelled or
 * not, is what it was before.
 */
final class BankTransfer {
  private final BankStore bank;
  private final StoredSamples samples;
  private final Function<String, Optional<Embedding>> before;
  private final int maxMoved;

  /**
   * Makes the transfer.
   *
   * @param before returns the vector that a sample had before it was replaced, if it was
   * @param maxMoved greatest number of samples whose vector one command moves
   */
  BankTransfer(
      BankStore bank,
      StoredSamples samples,
      Function<String, Optional<Embedding>> before,
      int maxMoved) {
    this.bank = bank;
    this.samples = samples;
    this.before = before;
    this.maxMoved = maxMoved;
  }

  /**
   * What became of the samples.
   *
   * @param images how those that were settled enter their classes as their images, which sums do
   *     not know; none where no images are kept
   * @param details how many were settled, moved and put back
   */
  record Left(List<LabelChange> images, Map<String, String> details) {
    /** Where no space is left. */
    static final Left NOTHING = new Left(List.of(), Map.of());
  }

  /** Returns how many labelled samples have no vector any more. */
  int lost() {
    int[] lost = {0};
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.assigned().isPresent()
          && sample.vector().isEmpty()) {
        lost[0]++;
      }
    });
    return lost[0];
  }

  /**
   * Counts the samples of the space of an encoder that is retired; those that are settled without
   * an image have no vector to lose any more.
   *
   * @param keepsImages whether settled samples keep their images
   */
  Left retire(SpaceId left, boolean keepsImages) {
    int[] settled = {0};
    int[] moved = {0};
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && isOf(left, sample)) {
        if (sample.assigned().isEmpty()) {
          moved[0]++;
        } else {
          settled[0]++;
          if (!keepsImages) {
            samples.settled(id);
          }
        }
      }
    });
    return new Left(
        List.of(),
        Map.of(
            "settled_samples", Integer.toString(settled[0]),
            "moved_samples", Integer.toString(moved[0])));
  }

  private static boolean isOf(SpaceId space, BankValue.Sample sample) {
    return sample.space().equals(space) && sample.vector().isPresent();
  }

  /**
   * Lets go of the space of an encoder that stands back.
   *
   * @param map leads from it
   * @param keepsImages whether settled samples keep their images
   */
  Left leave(Transition map, boolean keepsImages) {
    SpaceId left = map.from().id();
    Map<String, BankValue.Sample> found = new TreeMap<>();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && isOf(left, sample)) {
        found.put(id, sample);
      }
    });
    List<LabelChange> images = new ArrayList<>();
    int moved = 0;
    int restored = 0;
    for (Map.Entry<String, BankValue.Sample> each : found.entrySet()) {
      BankValue.Sample sample = each.getValue();
      Optional<Embedding> own = before.apply(each.getKey());
      if (own.isPresent()) {
        samples.put(each.getKey(), sample.seenIn(map.to().id(), own.get()));
        restored++;
        continue;
      }
      boolean moves = sample.assigned().isEmpty() && moved < maxMoved;
      moved += moves ? 1 : 0;
      if (keepsImages && sample.assigned().isPresent()) {
        Embedding image = image(sample, map);
        samples.put(each.getKey(), sample.settledIn(map.to().id(), image));
        images.add(
            LabelledSamples.entering(each.getKey(), sample, image).reaching(Reach.BEYOND_SUMS));
      } else {
        samples.put(
            each.getKey(),
            moves ? sample.seenIn(map.to().id(), image(sample, map)) : sample.settled());
      }
    }
    Map<String, String> details = new TreeMap<>();
    details.put("settled_samples", Integer.toString(found.size() - moved - restored));
    details.put("moved_samples", Integer.toString(moved));
    if (restored > 0) {
      details.put("restored_samples", Integer.toString(restored));
    }
    return new Left(images, details);
  }

  private static Embedding image(BankValue.Sample sample, Transition map) {
    return map.map(map.from(), sample.vector().orElseThrow());
  }
}
