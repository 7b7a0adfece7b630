package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.source.Displaced;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.Seen;
import io.alluvium.learning.source.SourceChange;
import io.alluvium.learning.source.SourceWatch;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.SourceStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches all sources of one ledger partition, in the order of the ledger. What is known reaches
 * the store when {@link #flush} is called. Not thread-safe; one per task.
 */
public final class Sources {
  private final SourceOptions options;
  private final SourceStore store;
  private final Calibration calibration;
  private final KnownSources known;
  private @Nullable ClassGeometry geometry;
  private boolean open;
  private boolean eraseDue;

  /** Begins where the store stands. */
  public Sources(SourceOptions options, SourceStore store, BankStore bank) {
    this.options = options;
    this.store = store;
    this.calibration = new Calibration(bank);
    this.known = new KnownSources(store, options.maxSources());
  }

  /**
   * What watching a sample brought to light.
   *
   * @param adapted the answer where the sample is displaced to, if it is to be answered there
   * @param changes what has changed with the source
   * @param dropped the source that is no longer watched, because there are too many
   */
  public record Watched(
      Optional<Decision> adapted, List<SourceChange> changes, Optional<String> dropped) {
    static final Watched NOTHING = new Watched(Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * Watches a sample that was answered.
   *
   * @param frozen the answer to it as it is
   * @param topK greatest number of candidates of another
   */
  public Watched watch(
      Learner learner, String source, Seen sample, Embedding embedding, Decision frozen, int topK) {
    Optional<Reference> reference = calibration.reference();
    if (reference.isEmpty()) {
      if (options.watches()) {
        calibration.add(sample);
      }
      return Watched.NOTHING;
    }
    Reference now = reference.get();
    Optional<String> dropped = known.makeRoomFor(source);
    SourceWatch watch = known.touch(source, sample.offset(), now);
    WhitenedPoint placed = now.geometry().place(embedding);
    Optional<Displaced> displaced = watch.displaced(embedding, placed);
    Optional<Decision> adapted =
        displaced
            .filter(moved -> options.adapts())
            .map(moved -> learner.decide(moved.embedding(), topK));
    List<SourceChange> changes =
        watch.absorb(
            sample,
            embedding,
            placed,
            displaced,
            number(now, frozen),
            number(now, adapted.orElse(frozen)),
            calibration::vector);
    if (!watch.hasChanged()) {
      calibration.add(sample, placed);
    }
    return new Watched(
        adapted.filter(answer -> displaced.map(Displaced::open).orElse(false)), changes, dropped);
  }

  private static int number(Reference reference, Decision decision) {
    return decision.candidates().isEmpty()
        ? reference.geometry().classes()
        : reference.number(decision.candidates().getFirst().label());
  }

  /**
   * Takes up the first label of a sample, as the learner would answer it now: before it is learnt.
   *
   * @return that labels disagree more often than before, if they do
   */
  public Optional<SourceChange> label(
      Learner learner, String source, Embedding embedding, String label) {
    Optional<Reference> reference = calibration.reference();
    if (reference.isEmpty() || !known.contains(source)) {
      return Optional.empty();
    }
    SourceWatch watch = known.touch(source, reference.get());
    boolean frozenIsRight = isRight(learner.decide(embedding, 1), label);
    Optional<Boolean> adaptedIsRight =
        watch
            .displaced(embedding, reference.get().geometry().place(embedding))
            .filter(moved -> options.adapts())
            .map(moved ->
                moved.open()
                    ? isRight(learner.decide(moved.embedding(), 1), label)
                    : frozenIsRight);
    return watch.label(frozenIsRight, adaptedIsRight);
  }

  private static boolean isRight(Decision decision, String label) {
    return !decision.candidates().isEmpty()
        && decision.candidates().getFirst().label().equals(label);
  }

  /** Forgets sources: they begin anew. Nothing of them is left once the entry is ended. */
  public void forget(Set<String> sources) {
    sources.forEach(known::forget);
    eraseDue |= !sources.isEmpty();
  }

  /** Ends an entry: where a solve took effect, sources are compared with it from here on. */
  public void finishEntry(Learner learner) {
    beginEntry(learner);
    ClassGeometry now = learner.geometry().orElse(null);
    if (!Objects.equals(now, geometry) || eraseDue) {
      geometry = now;
      if (calibration.renew(learner.geometry(), learner.progress().effective())) {
        known.forgetAll();
      }
    }
    if (eraseDue) {
      eraseDue = false;
      flush();
      store.erase();
    }
  }

  /** Begins an entry: the first time, reads what sources are compared with. */
  public void beginEntry(Learner learner) {
    if (!open) {
      open = true;
      geometry = learner.geometry().orElse(null);
      store
          .reference()
          .ifPresentOrElse(
              stored -> calibration.load(stored, learner),
              () -> calibration.renew(learner.geometry(), learner.progress().effective()));
    }
  }

  /** Writes what has changed to the store. */
  public void flush() {
    if (options.watches() && open) {
      known.flush();
      if (calibration.isDirty()) {
        store.putReference(calibration.save());
      }
    }
  }
}
