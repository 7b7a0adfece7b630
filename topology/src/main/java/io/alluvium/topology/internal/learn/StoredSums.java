package io.alluvium.topology.internal.learn;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelUpdate;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.MomentStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Exact sums of one space as they lie in the stores: class sums as of the last commit, the second
 * moment as of the last checkpoint. Not thread-safe.
 *
 * @param key the space under whose id they lie
 * @param classes sums of each class
 * @param moments checkpoints of the second moment
 */
record StoredSums(Space key, ClassStore classes, MomentStore moments) {
  /**
   * Returns the sums as they were at the last commit.
   *
   * @param space the space they are of, of the shape of the key
   * @param log updates since the checkpoint
   * @param seen what an update was to these sums; empty where nothing
   * @throws io.alluvium.stores.CorruptStateException if stored bytes are damaged
   */
  SufficientStatistics load(
      Space space, List<LabelUpdate> log, Function<LabelChange, Optional<LabelChange>> seen) {
    PackedMoments second = moments.get(key);
    for (LabelUpdate update : log) {
      seen.apply(update.change()).ifPresent(change -> redo(second, change));
    }
    return SufficientStatistics.of(space, classes.all(key), second);
  }

  /** A correction of the class alone leaves the second moment as it is. */
  private static void redo(PackedMoments second, LabelChange change) {
    if (change.addedWeight() != 0) {
      second.add(change.embedding(), change.addedWeight());
    }
  }

  /** Writes the sums of classes that changed. */
  void flush(Iterable<String> labels, SufficientStatistics now) {
    for (String label : labels) {
      Optional<ClassSums> sums = now.classSums(label);
      if (sums.isPresent()) {
        classes.put(key.id(), label, sums.get());
      } else {
        classes.delete(key.id(), label);
      }
    }
  }

  /** Writes the second moment. */
  void checkpoint(SufficientStatistics now) {
    moments.put(key, now.moments());
  }
}
