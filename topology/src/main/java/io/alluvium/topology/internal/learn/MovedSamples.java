package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelChange.Reach;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What heads demand beyond sums, of the labelled samples of the space that is left: their images in
 * the space that is entered, one by one, as {@link Reach#BEYOND_SUMS}. Nothing where no head
 * demands more. Not thread-safe.
 *
 * <p>An image costs {@code d^2}, and what the heads do with it: see the feature maps. An image is a
 * function of the vector and of the map, so what entered can leave again as long as the vector is
 * at hand and the map is the same.
 */
final class MovedSamples {
  private final BankStore bank;
  private final boolean demanded;
  private Transition map;

  /**
   * Begins with a map.
   *
   * @param demanded whether any head demands more than sums
   */
  MovedSamples(BankStore bank, boolean demanded, Transition map) {
    this.bank = bank;
    this.demanded = demanded;
    this.map = map;
  }

  /** Returns how all that are at hand enter. */
  List<LabelChange> entering() {
    List<LabelChange> images = new ArrayList<>();
    atHand().forEach(change -> images.add(moved(change)));
    return images;
  }

  /** Returns what a change of the label of a sample of the space that is left is to its image. */
  Optional<LabelChange> image(LabelChange change) {
    return demanded ? Optional.of(moved(change)) : Optional.empty();
  }

  /** Goes on with another map: returns how all that are at hand leave, and enter anew. */
  List<LabelChange> along(Transition other) {
    List<LabelChange> atHand = atHand();
    List<LabelChange> images = new ArrayList<>();
    atHand.forEach(change -> images.add(moved(change.inverse())));
    map = other;
    atHand.forEach(change -> images.add(moved(change)));
    return images;
  }

  private List<LabelChange> atHand() {
    return demanded ? LabelledSamples.entering(bank, map.from()) : List.of();
  }

  private LabelChange moved(LabelChange change) {
    Space from = map.from();
    return change.of(map.map(from, change.embedding())).reaching(Reach.BEYOND_SUMS);
  }
}
