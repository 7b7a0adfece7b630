package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.source.Displaced;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.Seen;
import io.alluvium.learning.source.SourceChange;
import io.alluvium.learning.source.SourceWatch;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.SourceStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches all sources of one ledger partition, in the order of the ledger. What is known reaches
 * the store when {@link #flush} is called. Not thread-safe; one per task.
 */
public final class Sources {
  private final SourceOptions options;
  private final int topK;
  private final SourceStore store;
  private final Calibration calibration;
  private final KnownSources known;
  private final Candidates candidates;
  private final GlanceDoubt glances;
  private final ReleasedNovelty released;
  private @Nullable ClassGeometry geometry;
  private boolean open;
  private boolean eraseDue;
  private boolean amended;

  /**
   * Begins where the store stands.
   *
   * @param topK greatest number of candidates of an answer, at least 1
   */
  public Sources(SourceOptions options, int topK, SourceStore store, BankStore bank) {
    this.options = options;
    this.topK = topK;
    this.store = store;
    this.calibration = new Calibration(bank, options);
    this.known = new KnownSources(store, options.maxSources(), options.adaptation());
    this.candidates = new Candidates(store, bank, options.maxCandidates());
    this.glances = new GlanceDoubt(options, store);
    this.released = new ReleasedNovelty(options.novelty(), store);
  }

  /**
   * What watching a sample brought to light.
   *
   * @param adapted the answer that is adapted to the source, if the sample is to have one
   * @param doubt how sure the answer is
   * @param changes what has changed with the source
   * @param candidates what has happened to candidates for new classes
   * @param dropped the source that is no longer watched, because there are too many
   */
  public record Watched(
      Optional<Decision> adapted,
      Doubt doubt,
      List<SourceChange> changes,
      List<CandidateChange> candidates,
      Optional<String> dropped) {}

  /**
   * What a label brought to light.
   *
   * @param change that labels disagree more often than before, if they do
   * @param sets how often sets held the true class, where that is to be told
   * @param sure how sure answers were and how often right, where that is to be told
   */
  public record Labelled(
      Optional<SourceChange> change,
      Optional<AnswerSets.Report> sets,
      Optional<SureAnswers.Report> sure) {}

  /**
   * Watches a sample that was answered.
   *
   * @param frozen the answer to it as it is
   */
  public Watched watch(
      Learner learner, String source, Seen sample, Embedding embedding, Decision frozen) {
    Optional<Reference> reference = calibration.reference();
    if (reference.isEmpty()) {
      calibration.add(sample);
      return new Watched(
          Optional.empty(),
          asLearnt(learner, OptionalDouble.empty(), embedding, frozen),
          List.of(),
          List.of(),
          Optional.empty());
    }
    Optional<String> dropped = known.makeRoomFor(source);
    dropped.ifPresent(candidates::forget);
    SourceWatch watch = known.touch(source, sample.offset(), reference.get());
    Look look = new Look(reference.get(), watch, source, dropped);
    return watch.looksAt(sample.offset(), number(reference.get(), frozen), options.every())
        ? look(learner, look, sample, embedding, frozen)
        : passBy(learner, look, sample, embedding, frozen);
  }

  /** By what a sample of a source is looked at, and the source that had to leave. */
  private record Look(
      Reference reference, SourceWatch watch, String source, Optional<String> dropped) {}

  /** Of a sample that is not looked at it is told how novel it is, and nothing comes of it. */
  private Watched passBy(
      Learner learner, Look look, Seen sample, Embedding embedding, Decision frozen) {
    calibration.add(sample);
    OptionalDouble novelty = calibration.novelty(embedding);
    return new Watched(
        Optional.empty(),
        asLearnt(learner, novelty, embedding, frozen),
        look.watch().finish(),
        List.of(),
        look.dropped());
  }

  private Doubt asLearnt(
      Learner learner, OptionalDouble novelty, Embedding embedding, Decision frozen) {
    return doubt(learner.scorer().labels(), novelty, frozen, Answers.asLearnt(learner, embedding));
  }

  private Doubt doubt(
      List<String> classes,
      OptionalDouble novelty,
      Decision answer,
      IntFunction<Decision> answers) {
    return new Doubt(
        novelty, calibration.set(answer, wider(answers)), calibration.calibrated(answer, classes));
  }

  private static Supplier<Decision> wider(IntFunction<Decision> answers) {
    return () -> answers.apply(AnswerSets.LARGEST);
  }

  private Watched look(
      Learner learner, Look look, Seen sample, Embedding embedding, Decision frozen) {
    Reference now = look.reference();
    WhitenedPoint placed = now.geometry().place(embedding);
    Answers around = new Answers(learner, now, calibration);
    Optional<Displaced> displaced = look.watch().displaced(embedding, placed);
    Optional<IntFunction<Decision>> answers =
        displaced
            .filter(moved -> options.adaptation().isOn())
            .map(moved -> around.adapted(look.watch(), embedding, moved));
    Optional<Decision> adapted = answers.map(of -> of.apply(topK));
    Optional<Decision> answered = displaced.filter(Displaced::open).flatMap(moved -> adapted);
    OptionalDouble novelty =
        displaced
            .filter(moved -> moved.away() && look.watch().moves())
            .map(Displaced::embedding)
            .map(moved -> calibration.novelty(moved, now.geometry().place(moved)))
            .orElseGet(() -> calibration.novelty(embedding, placed));
    int frozenNumber = number(now, frozen);
    List<SourceChange> changes =
        look.watch()
            .absorb(
                sample,
                embedding,
                placed,
                displaced,
                frozenNumber,
                adapted
                    .map(other -> OptionalInt.of(number(now, other)))
                    .orElse(OptionalInt.empty()),
                around);
    changes.addAll(look.watch().finish());
    if (!look.watch().hasChanged()) {
      calibration.add(sample, embedding, placed);
    }
    return new Watched(
        answered,
        doubt(
            learner.scorer().labels(),
            novelty,
            answered.orElse(frozen),
            answered
                .flatMap(answer -> answers)
                .orElseGet(() -> Answers.asLearnt(learner, embedding))),
        changes,
        novelty.orElse(1) < options.noveltyRate()
            ? candidates.add(look.source(), sample, now.geometry())
            : List.of(),
        look.dropped());
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
    Decision frozen = learner.decide(embedding, topK);
    Optional<Reference> reference = calibration.reference();
    if (reference.isEmpty() || !known.contains(source)) {
      return labelled(
          Optional.empty(),
          learner.scorer().labels(),
          frozen,
          Answers.asLearnt(learner, embedding),
          label);
    }
    SourceWatch watch = known.touch(source, reference.get());
    Answers around = new Answers(learner, reference.get(), calibration);
    Optional<IntFunction<Decision>> answers =
        watch.isFollowing() && options.adaptation().isOn()
            ? watch
                .displaced(embedding, reference.get().geometry().place(embedding))
                .map(moved ->
                    moved.open()
                        ? around.adapted(watch, embedding, moved)
                        : Answers.asLearnt(learner, embedding))
            : Optional.empty();
    Optional<Decision> adapted = answers.map(of -> of.apply(topK));
    return labelled(
        watch.label(isRight(frozen, label), adapted.map(answer -> isRight(answer, label))),
        learner.scorer().labels(),
        adapted.orElse(frozen),
        answers.orElseGet(() -> Answers.asLearnt(learner, embedding)),
        label);
  }

  private Labelled labelled(
      Optional<SourceChange> change,
      List<String> classes,
      Decision answer,
      IntFunction<Decision> answers,
      String label) {
    return new Labelled(
        change,
        calibration.label(answer, wider(answers), label),
        calibration.label(answer, classes, label));
  }

  /**
   * Returns how sure an answer is that no source is looked at for. How novel its sample is follows
   * from the last solve of its space, as it would be answered without adaptation; where that was of
   * another space, it is ranked among the samples before it.
   */
  public Doubt doubt(SpaceId space, Embedding sample, Decision answer, Answerer by) {
    return doubt(by.classes(), novelty(space, sample, by), answer, by.answers());
  }

  private OptionalDouble novelty(SpaceId space, Embedding sample, Answerer by) {
    return calibration.isOf(space)
        ? calibration.novelty(sample)
        : by.geometry()
            .map(geometry -> released.next(geometry, sample))
            .orElseGet(OptionalDouble::empty);
  }

  /**
   * Takes up the first label of such a sample, as it would be answered now; returns what it brought
   * to light.
   */
  public Labelled label(Answerer by, String label) {
    return labelled(Optional.empty(), by.classes(), by.answers().apply(topK), by.answers(), label);
  }

  /** Lets the samples of a released encoder begin anew: it does not serve. */
  public void endRelease() {
    released.end();
  }

  /**
   * Lets answers that rest on what a small encoder sees begin as sure as those of the one that
   * serves are now.
   */
  public void beginGlances() {
    StateWriter state = new StateWriter();
    calibration.saveDoubt(state);
    glances.begin(state.words());
  }

  /**
   * Returns how sure an answer is that rests on what the small encoder of a cascade saw.
   *
   * @param image of the sample, in the space of whoever answers
   * @param first whether the sample is met for the first time
   */
  public Doubt glance(Answerer by, Embedding image, Decision answer, boolean first) {
    return glances.of(by, image, answer, first);
  }

  /** Takes up the first label of a sample that both encoders saw, for such answers. */
  public void labelGlance(Answerer by, String label) {
    glances.label(by, by.answers().apply(topK), label);
  }

  private static boolean isRight(Decision decision, String label) {
    return !decision.candidates().isEmpty()
        && decision.candidates().getFirst().label().equals(label);
  }

  /** Returns whether some source has changed and is not as before yet. */
  public boolean isAnyChanged() {
    return calibration.reference().map(known::isAnyChanged).orElse(false);
  }

  /** Forgets sources: they begin anew. Nothing of them is left once the entry is ended. */
  public void forget(Set<String> sources) {
    if (sources.isEmpty()) {
      return;
    }
    sources.forEach(known::forget);
    sources.forEach(candidates::forget);
    eraseDue = true;
  }

  /** Returns the samples of a candidate for a new class; empty if none of that id is open. */
  public Optional<List<Seen>> candidate(String id) {
    return candidates.open(id);
  }

  /** Takes note that an open candidate is no class. */
  public void dismiss(String id) {
    candidates.dismiss(id);
  }

  /** Takes note that samples have got their first labels. */
  public List<CandidateChange> labelled(Collection<String> samples) {
    return candidates.labelled(samples);
  }

  /**
   * Takes note of a command that changes classes, and of those whose samples all move to others.
   */
  public void amend(Map<String, String> moves) {
    amended = true;
    if (!moves.isEmpty()) {
      calibration.move(moves);
      glances.move(moves);
    }
  }

  /** Ends an entry: where a solve took effect, sources are compared with it from here on. */
  public void finishEntry(Learner learner) {
    beginEntry(learner);
    if (amended) {
      amended = false;
      eraseDue |= calibration.retain(learner.statistics().labels());
      eraseDue |= glances.retain(learner.statistics().labels());
    }
    ClassGeometry now = learner.geometry().orElse(null);
    if (now != geometry || eraseDue) {
      geometry = now;
      if (calibration.renew(learner.geometry(), learner.progress().effective())) {
        known.forgetAll();
      }
    }
    if (eraseDue) {
      eraseDue = false;
      candidates.purge();
      glances.forgetSamples();
      released.end();
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
      candidates.flush();
      glances.flush();
      released.flush();
      if (calibration.isDirty()) {
        store.putReference(calibration.save());
      }
    }
  }
}
