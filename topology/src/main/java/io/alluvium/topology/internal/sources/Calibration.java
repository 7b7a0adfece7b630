package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.drift.Scores;
import io.alluvium.learning.drift.SurpriseModel;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.WatchState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what sources are compared with beside each solve: where its classes lay, and the scores of
 * samples that it does not rest on, because they had no label when it was triggered or came later.
 *
 * <p>The last {@value #RING} samples of sources that have not changed are remembered by id and
 * looked up in the bank when a solve takes effect; where fewer than {@value #LEAST} are found, the
 * next ones make up for them. Mutable, for one thread.
 */
final class Calibration {
  private static final int RING = 512;
  private static final int LEAST = 128;

  /** What stored state begins with that says by what novelty is measured. */
  private static final long WITH_MEASURE = -2;

  private final SeenSamples samples;
  private final NoveltyMeasure novelty;
  private final AnswerSets sets;
  private final SureAnswers sure;
  private final Deque<Seen> ring = new ArrayDeque<>();
  private List<Scored> scored = new ArrayList<>();
  private Optional<ReferenceSketch> novelties = Optional.empty();
  private Optional<SpaceId> space = Optional.empty();
  private long generation;
  private boolean dirty;
  private @Nullable Reference reference;

  Calibration(BankStore bank, SourceOptions options) {
    this.samples = new SeenSamples(bank);
    this.novelty = options.novelty();
    this.sets = new AnswerSets(options.sets());
    this.sure = new SureAnswers(options.calibrates());
  }

  /** Scores of a sample that the solve does not rest on. */
  private record Scored(Scores scores, double novelty) {}

  private Scored scored(ClassGeometry geometry, Embedding sample, WhitenedPoint placed) {
    return new Scored(Scores.of(placed), novelty.score(geometry, sample, placed));
  }

  /** Returns the set of an answer, as {@link AnswerSets#of}; empty where none are made. */
  Optional<List<String>> set(Decision answer, Supplier<Decision> wider) {
    return sets.of(answer, wider);
  }

  /** Returns calibrated probabilities, as {@link SureAnswers#of}. */
  Optional<List<Double>> calibrated(Decision answer, List<String> classes) {
    return sure.of(answer, classes);
  }

  /** Takes up a label for the probabilities to come; returns a report where one is due. */
  Optional<SureAnswers.Report> label(Decision answer, List<String> classes, String label) {
    dirty = true;
    return sure.add(answer, classes, label);
  }

  /** Takes up a label for the sets to come; returns a report where one is due. */
  Optional<AnswerSets.Report> label(Decision answer, Supplier<Decision> wider, String label) {
    dirty = true;
    return sets.add(answer, wider, label);
  }

  /** Writes how sure answers are. */
  void saveDoubt(StateWriter state) {
    sets.save(state);
    sure.save(state);
  }

  /** Takes note that all samples of some classes now are of others. */
  void move(Map<String, String> classes) {
    dirty = true;
    sets.move(classes);
  }

  /** Forgets classes that are not known any more; returns whether there was one. */
  boolean retain(Collection<String> classes) {
    boolean changed = sets.retain(classes);
    dirty |= changed;
    return changed;
  }

  /** Returns what sources are compared with; empty while the solves have no geometry. */
  Optional<Reference> reference() {
    return Optional.ofNullable(reference);
  }

  /** Remembers a sample of a source that has not changed. */
  void add(Seen sample) {
    dirty = true;
    ring.addLast(sample);
    if (ring.size() > RING) {
      ring.removeFirst();
    }
  }

  /** Remembers such a sample, which is scored if there are too few scores. */
  void add(Seen seen, Embedding sample, WhitenedPoint placed) {
    add(seen);
    if (reference != null && reference.surprise().isEmpty()) {
      scored.add(scored(reference.geometry(), sample, placed));
      reference = compared(reference.geometry());
    }
  }

  /** Returns the share of calibration samples that are more novel; empty without such samples. */
  OptionalDouble novelty(Embedding sample, WhitenedPoint placed) {
    return reference == null || novelties.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            novelties.get().pValue(novelty.score(reference.geometry(), sample, placed)));
  }

  /** Returns whether a solve of this space is what sources are compared with. */
  boolean isOf(SpaceId of) {
    return reference != null && reference.geometry().space().id().equals(of);
  }

  /** Returns the same of a sample that nobody has placed. */
  OptionalDouble novelty(Embedding sample) {
    return reference == null || novelties.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(novelties.get().pValue(novelty.score(reference.geometry(), sample)));
  }

  /**
   * Begins beside a solve that takes effect.
   *
   * @return whether it is of another space than the ones before
   */
  boolean renew(Optional<ClassGeometry> geometry, LearnerProgress.Solve solve) {
    Optional<SpaceId> before = space;
    space = geometry.map(each -> each.space().id()).or(() -> before);
    compare(geometry, solve);
    return before.isPresent() && !before.equals(space);
  }

  private void compare(Optional<ClassGeometry> geometry, LearnerProgress.Solve solve) {
    dirty = true;
    generation++;
    scored = new ArrayList<>();
    novelties = Optional.empty();
    Iterator<Seen> remembered = ring.iterator();
    while (remembered.hasNext()) {
      Seen seen = remembered.next();
      Optional<BankValue.Sample> sample = samples.sample(seen);
      if (sample.isEmpty()) {
        remembered.remove();
      } else if (seen.entry() >= solve.entries() || sample.get().assigned().isEmpty()) {
        geometry.ifPresent(now -> score(sample.get(), now));
      }
    }
    reference = geometry.map(this::compared).orElse(null);
  }

  private void score(BankValue.Sample sample, ClassGeometry geometry) {
    SeenSamples.vector(sample, geometry)
        .map(embedding -> scored(geometry, embedding, geometry.place(embedding)))
        .ifPresent(scored::add);
  }

  private Reference compared(ClassGeometry geometry) {
    if (scored.size() < LEAST) {
      return new Reference(generation, geometry, Optional.empty());
    }
    novelties =
        Optional.of(ReferenceSketch.ofAll(scored.stream().mapToDouble(Scored::novelty).toArray()));
    List<Scores> scores = scored.stream().map(Scored::scores).toList();
    return new Reference(
        generation, geometry, Optional.of(SurpriseModel.calibrated(geometry, scores)));
  }

  /** Returns the vector of a sample, if it is still there. */
  Optional<Embedding> vector(Seen seen) {
    return Optional.ofNullable(reference).flatMap(now -> samples.vector(seen, now.geometry()));
  }

  /** Returns whether there is something to write. */
  boolean isDirty() {
    return dirty;
  }

  /** Returns everything that is not found again elsewhere. */
  WatchState save() {
    dirty = false;
    StateWriter state = new StateWriter().put(WITH_MEASURE).put(novelty.toString());
    state.put(generation);
    SpaceWords.write(state, space);
    state.put((long) scored.size());
    for (Scored each : scored) {
      Scores scores = each.scores();
      state.put((long) scores.nearest()).put(scores.distance()).put(scores.entropy());
      state.put(each.novelty());
    }
    saveDoubt(state);
    long offset = ring.isEmpty() ? 0 : ring.getLast().offset();
    return new WatchState(offset, List.copyOf(ring), state.words());
  }

  /**
   * Goes on where it was written.
   *
   * @param learner as it was then
   * @throws CorruptStateException if the numbers cannot have been written by {@link #save}
   */
  void load(WatchState stored, Learner learner) {
    int classes = learner.geometry().map(ClassGeometry::classes).orElse(1);
    NoveltyMeasure before = NoveltyMeasure.AUTO;
    try {
      StateReader state = new StateReader(stored.words());
      if (state.passes(WITH_MEASURE)) {
        before = NoveltyMeasure.named(state.nextText());
      }
      generation = state.nextLong(Long.MAX_VALUE);
      space = SpaceWords.read(state);
      for (int left = state.nextInt(RING); left > 0; left--) {
        scored.add(
            new Scored(
                new Scores(state.nextInt(classes - 1), state.nextDouble(), state.nextDouble()),
                state.nextDouble()));
      }
      sets.load(state);
      sure.load(state);
      state.end();
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("what sources are compared with cannot be read", e);
    }
    ring.addAll(stored.seen());
    if (before == novelty) {
      reference = learner.geometry().map(this::compared).orElse(null);
    } else {
      compare(learner.geometry(), learner.progress().effective());
    }
  }
}
