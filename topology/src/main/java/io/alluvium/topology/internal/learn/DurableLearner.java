package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelUpdate;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.Recency;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.WalStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A learner whose sums survive: class sums are written before each commit, each update goes to the
 * write-ahead log, and the second moment is checkpointed in blocks every so many updates.
 *
 * <p>After a restart the second moment is the last checkpoint plus the logged updates behind it;
 * the learner then finds its serving model by itself. All stores are written in the transaction
 * that commits the ledger offsets, so they always belong together. Not thread-safe; one per task.
 */
final class DurableLearner {
  private final Space space;
  private final ClassStore classes;
  private final MomentStore moments;
  private final WalStore wal;
  private final StoredSums sums;
  private final DerivedSums derived;
  private final int checkpointUpdates;
  private final Learner learner;
  private final Set<String> dirty = new TreeSet<>();
  private final Set<Bucket> dirtyBuckets = new HashSet<>();
  private long droppedThrough;
  private long checkpoint;
  private long purged;
  private boolean checkpointDue;

  /** A class in a bucket of time. */
  private record Bucket(String label, long period) {}

  /**
   * How a learner is made: its head, when it is solved and where, how samples count by their age,
   * and how often its sums are checkpointed.
   */
  record Recipe(
      Head head,
      SolveOptions solves,
      Recency recency,
      Learner.Background background,
      int checkpointUpdates) {}

  private DurableLearner(
      Space space,
      Recipe recipe,
      ClassStore classes,
      MomentStore moments,
      WalStore wal,
      Progress progress,
      List<SpaceId> kept,
      Supplier<Exemplars> bank) {
    this.space = space;
    this.classes = classes;
    this.moments = moments;
    this.wal = wal;
    this.sums = new StoredSums(space, classes, moments);
    this.derived = new DerivedSums(recipe.head().demands(space), classes, moments, bank);
    this.checkpointUpdates = recipe.checkpointUpdates();
    this.checkpoint = progress.checkpoint();
    this.purged = progress.purged();
    this.learner = restore(recipe, progress.learner(), kept);
    this.droppedThrough = tooOld();
    checkpointDue = dirty.addAll(derived.collected());
  }

  /**
   * Opens the learner at the place that was committed.
   *
   * @param kept spaces of the features whose sums are kept
   * @param bank gives the labelled samples that are at hand
   * @throws CorruptStateException if what the stores hold cannot have been written together
   */
  static DurableLearner open(
      Space space,
      Recipe recipe,
      ClassStore classes,
      MomentStore moments,
      WalStore wal,
      Progress progress,
      List<SpaceId> kept,
      Supplier<Exemplars> bank) {
    return new DurableLearner(space, recipe, classes, moments, wal, progress, kept, bank);
  }

  private Learner restore(Recipe recipe, LearnerProgress progress, List<SpaceId> kept) {
    try {
      return restoreConsistent(recipe, progress, kept);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CorruptStateException("the stores of the learner contradict each other", e);
    }
  }

  private Learner restoreConsistent(Recipe recipe, LearnerProgress progress, List<SpaceId> kept) {
    List<LabelUpdate> since = wal.after(checkpoint);
    SufficientStatistics statistics = sums.load(space, since, Optional::of);
    return Learner.restore(
        recipe.head(),
        recipe.solves(),
        recipe.recency(),
        recipe.background(),
        new Evidence(statistics, derived.load(kept, since, statistics.samples())),
        classes.buckets(space),
        progress,
        wal.after(progress.effective().updates()));
  }

  Learner learner() {
    return learner;
  }

  void learn(LabelChange change, long offset) {
    wal.append(learner.learn(change, offset));
    touch(change);
  }

  /** Lets go of a labelled sample that is no longer at hand, where heads look at samples. */
  void settle(LabelChange change, long offset) {
    if (learner.evidence().derived().hasExemplars()) {
      learn(change, offset);
    }
  }

  private void touch(LabelChange change) {
    change.left().ifPresent(label -> touch(label, change.period()));
    change.entered().ifPresent(label -> touch(label, change.period()));
  }

  private void touch(String label, long period) {
    dirty.add(label);
    if (period > 0) {
      dirtyBuckets.add(new Bucket(label, period));
    }
  }

  /**
   * Changes the sums by command. What was taken away is in no store any more, nor on the disk under
   * them: the second moment is checkpointed, and the log, which still has it, is deleted.
   */
  void amend(Amendment amendment, long offset) {
    amendment
        .moves()
        .forEach((from, to) -> {
          dirty.addAll(List.of(from, to));
          for (long period : learner.buckets().buckets(from).keySet()) {
            touch(from, period);
            touch(to, period);
          }
        });
    learner.amend(amendment, offset);
    amendment.changes().forEach(this::touch);
    amendment.added().ifPresent(sums -> dirty.addAll(sums.labels()));
    amendment.removed().ifPresent(sums -> dirty.addAll(sums.labels()));
    writeCheckpoint();
    flush();
    classes.erase();
    moments.erase();
    wal.erase();
  }

  /** Ends an entry: solves take effect or start, a due checkpoint is written. */
  Optional<LearnerProgress.Solve> finishEntry() {
    Optional<LearnerProgress.Solve> solved = learner.finishEntry();
    LearnerProgress progress = learner.progress();
    if (checkpointDue || progress.updates() - checkpoint >= checkpointUpdates) {
      writeCheckpoint();
    }
    return solved;
  }

  private void writeCheckpoint() {
    LearnerProgress progress = learner.progress();
    sums.checkpoint(learner.statistics());
    derived.checkpoint(learner.evidence().derived());
    checkpointDue = false;
    checkpoint = progress.updates();
    purge(Math.min(checkpoint, progress.effective().updates()));
  }

  private void purge(long through) {
    while (purged < through) {
      wal.delete(++purged);
    }
  }

  /** Writes the sums of the classes that changed since the last commit. */
  void flush() {
    sums.flush(dirty, learner.statistics());
    derived.flush(dirty, learner.evidence().derived());
    dirty.clear();
    flushBuckets();
  }

  private void flushBuckets() {
    for (Bucket bucket : dirtyBuckets) {
      Optional<ClassSums> sums = learner.buckets().get(bucket.label(), bucket.period());
      if (sums.isPresent()) {
        classes.put(space.id(), bucket.period(), bucket.label(), sums.get());
      } else {
        classes.delete(space.id(), bucket.period(), bucket.label());
      }
    }
    dirtyBuckets.clear();
    if (tooOld() > droppedThrough) {
      droppedThrough = tooOld();
      classes.deleteThrough(space.id(), droppedThrough);
    }
  }

  /** Leaves nothing in the stores: neither sums nor updates, nor on the disk under them. */
  void drop() {
    dirty.clear();
    dirtyBuckets.clear();
    classes.deleteAll(space.id());
    moments.deleteAll(space);
    derived.drop();
    purge(learner.progress().updates());
    classes.erase();
    moments.erase();
    wal.erase();
  }

  /** Returns the newest bucket that the solve in effect does not tell apart any more. */
  private long tooOld() {
    return Math.max(0, learner.progress().effective().clock() - Recency.BUCKETS);
  }

  /** Returns the spaces of the features whose sums are in the stores once they are flushed. */
  List<SpaceId> kept() {
    return checkpointDue ? List.of() : derived.kept();
  }

  long checkpoint() {
    return checkpoint;
  }

  long purged() {
    return purged;
  }
}
