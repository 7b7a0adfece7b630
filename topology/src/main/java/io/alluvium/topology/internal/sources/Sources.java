package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Survey;
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
import java.util.OptionalDouble;
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
  private @Nullable Survey survey;
  private boolean open;
  private boolean eraseDue;

  /** Begins where the store stands. */
  public Sources(SourceOptions options, SourceStore store, BankStore bank) {
    this.options = options;
    this.store = store;
    this.calibration = new Calibration(bank, options.coverage());
    this.known = new KnownSources(store, options.maxSources());
  }

  /**
   * What watching a sample brought to light.
   *
   * @param adapted the answer where the sample is displaced to, if it is to be answered there
   * @param novelty p-value of how novel the sample is, in (0, 1), near 0 where it is; empty while
   *     there is nothing to compare it with
   * @param set the classes that may be true; empty where no sets are made
   * @param changes what has changed with the source
   * @param dropped the source that is no longer watched, because there are too many
   */
  public record Watched(
      Optional<Decision> adapted,
      OptionalDouble novelty,
      Optional<List<String>> set,
      List<SourceChange> changes,
      Optional<String> dropped) {}

  /**
   * What a label brought to light.
   *
   * @param change that labels disagree more often than before, if they do
   * @param report how often sets held the true class, where that is to be told
   */
  public record Labelled(Optional<SourceChange> change, Optional<AnswerSets.Report> report) {}

  /**
   * Watches a sample that was answered.
   *
   * @param frozen the answer to it as it is, with {@link AnswerSets#LARGEST} candidates
   */
  public Watched watch(
      Learner learner, String source, Seen sample, Embedding embedding, Decision frozen) {
    Optional<Reference> reference = calibration.reference();
    if (reference.isEmpty()) {
      if (options.watches()) {
        calibration.add(sample);
      }
      return new Watched(
          Optional.empty(),
          OptionalDouble.empty(),
          calibration.sets().of(frozen),
          List.of(),
          Optional.empty());
    }
    Reference now = reference.get();
    Optional<String> dropped = known.makeRoomFor(source);
    SourceWatch watch = known.touch(source, sample.offset(), now);
    int answer = number(now, frozen);
    if (!watch.looksAt(answer)) {
      calibration.add(sample);
      return new Watched(
          Optional.empty(),
          OptionalDouble.empty(),
          calibration.sets().of(frozen),
          List.of(),
          dropped);
    }
    WhitenedPoint placed = now.geometry().place(embedding);
    Optional<Displaced> displaced = watch.displaced(embedding, placed);
    OptionalDouble novelty =
        displaced
            .filter(Displaced::open)
            .map(Displaced::embedding)
            .map(moved -> calibration.novelty(moved, now.geometry().place(moved)))
            .orElseGet(() -> calibration.novelty(embedding, placed));
    Optional<Decision> adapted =
        displaced
            .filter(moved -> options.adapts())
            .map(moved -> learner.decide(moved.embedding(), AnswerSets.LARGEST));
    List<SourceChange> changes =
        watch.absorb(
            sample,
            embedding,
            placed,
            displaced,
            answer,
            adapted.map(other -> number(now, other)).orElse(answer),
            calibration::vector);
    if (!watch.hasChanged()) {
      calibration.add(sample, embedding, placed);
    }
    Optional<Decision> answered =
        adapted.filter(other -> displaced.map(Displaced::open).orElse(false));
    return new Watched(
        answered, novelty, calibration.sets().of(answered.orElse(frozen)), changes, dropped);
  }

  private static int number(Reference reference, Decision decision) {
    return decision.candidates().isEmpty()
        ? reference.geometry().classes()
        : reference.number(decision.candidates().getFirst().label());
  }

  /**
   * Takes up the first label of a sample, as the learner would answer it now: before it is learnt.
   *
   * @return what it brought to light
   */
  public Labelled label(Learner learner, String source, Embedding embedding, String label) {
    Decision frozen = learner.decide(embedding, AnswerSets.LARGEST);
    Optional<Reference> reference = calibration.reference();
    calibration.touch();
    if (reference.isEmpty() || !known.contains(source)) {
      return new Labelled(Optional.empty(), calibration.sets().add(frozen, label));
    }
    SourceWatch watch = known.touch(source, reference.get());
    Optional<Decision> adapted =
        watch
            .displaced(embedding, reference.get().geometry().place(embedding))
            .filter(moved -> options.adapts())
            .map(moved ->
                moved.open() ? learner.decide(moved.embedding(), AnswerSets.LARGEST) : frozen);
    return new Labelled(
        watch.label(isRight(frozen, label), adapted.map(answer -> isRight(answer, label))),
        calibration.sets().add(adapted.orElse(frozen), label));
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
    Survey now = learner.survey().orElse(null);
    if (!Objects.equals(now, survey) || eraseDue) {
      survey = now;
      if (calibration.renew(learner.survey(), learner.progress().effective())) {
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
      survey = learner.survey().orElse(null);
      store
          .reference()
          .ifPresentOrElse(
              stored -> calibration.load(stored, learner),
              () -> calibration.renew(learner.survey(), learner.progress().effective()));
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
