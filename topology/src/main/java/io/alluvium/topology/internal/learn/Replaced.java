package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.TransitionStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Samples of the old space that a backfill has replaced by native ones: both vectors of each in a
 * store, as long as there is a way back, and the sums of those that have a label, which follow from
 * it and the bank, on the heap.
 *
 * <p>Both learners know such a sample, each by its own vector, and whatever becomes of its label is
 * told to both. So what is moved is made without them, and what is moved back is too. Not
 * thread-safe.
 */
final class Replaced {
  private final TransitionStore store;
  private final SufficientStatistics old;
  private final SufficientStatistics young;
  private final Set<String> departed = new TreeSet<>();

  /**
   * Adds up what the store holds.
   *
   * @param bank what the labels of these samples are
   * @param from the space that is left
   * @param to the space that is entered
   */
  Replaced(TransitionStore store, BankStore bank, Space from, Space to) {
    this.store = store;
    this.old = new SufficientStatistics(from);
    this.young = new SufficientStatistics(to);
    store.forEachBackfilled((id, both) ->
        bank.sample(id)
            .flatMap(BankValue.Sample::assignment)
            .ifPresent(assignment -> {
              old.add(assignment, both.from());
              young.add(assignment, both.to());
            }));
  }

  /** Takes in a sample that was replaced, with the native change of its label, where it has one. */
  void put(String id, ShadowView both, Optional<LabelChange> change) {
    store.putBackfilled(id, both);
    change.ifPresent(entering -> apply(entering, both));
  }

  /**
   * Follows the change of a label of the new space.
   *
   * @return what it is to the old space, if its sample was replaced
   */
  Optional<LabelChange> learn(LabelChange change) {
    return store.backfilled(change.sampleId()).map(both -> apply(change, both));
  }

  private LabelChange apply(LabelChange change, ShadowView both) {
    LabelChange ofOld = change.of(both.from());
    young.apply(change);
    old.apply(ofOld);
    return ofOld;
  }

  /** Follows classes that move. */
  void moveAll(Map<String, String> moves) {
    moves.forEach((from, to) -> {
      if (old.labels().contains(from)) {
        old.moveAll(from, to);
        young.moveAll(from, to);
      }
    });
  }

  /** Notes that a sample has left the bank: with the end of the entry it leaves from here. */
  void leave(String id) {
    departed.add(id);
  }

  /** Lets go of the samples that have left the bank. */
  void finishEntry() {
    var _ = removeDeparted();
  }

  /** Lets go of the samples that were forgotten; nothing of them stays on the disk. */
  void forget() {
    if (removeDeparted()) {
      store.erase();
    }
  }

  private boolean removeDeparted() {
    boolean any = false;
    for (String id : departed) {
      if (store.backfilled(id).isPresent()) {
        store.deleteBackfilled(id);
        any = true;
      }
    }
    departed.clear();
    return any;
  }

  /** Returns how much the labelled samples among them weigh. */
  long samples() {
    return old.samples();
  }

  /** Returns the sums of the old space without these samples. */
  SufficientStatistics left(SufficientStatistics learnt) {
    if (old.samples() == 0) {
      return learnt;
    }
    SufficientStatistics rest = learnt.copy();
    rest.separate(old);
    return rest;
  }

  /** Returns the native sums of these samples: read only. */
  SufficientStatistics natives() {
    return young;
  }
}
