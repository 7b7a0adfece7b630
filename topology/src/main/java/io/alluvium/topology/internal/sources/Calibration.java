package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.Survey;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.drift.Scores;
import io.alluvium.learning.drift.SurpriseModel;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.WatchState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

  private final BankStore bank;
  private final AnswerSets sets;
  private final Deque<Seen> ring = new ArrayDeque<>();
  private List<Scores> scores = new ArrayList<>();
  private List<Double> novelties = new ArrayList<>();
  private Optional<Survey> survey = Optional.empty();
  private Optional<ReferenceSketch> usual = Optional.empty();
  private Optional<SpaceId> space = Optional.empty();
  private long generation;
  private boolean dirty;
  private @Nullable Reference reference;

  Calibration(BankStore bank, double coverage) {
    this.bank = bank;
    this.sets = new AnswerSets(coverage);
  }

  /** Returns the sets of answers; who counts a label in them must say so. */
  AnswerSets sets() {
    return sets;
  }

  /** Notes that there is something to write. */
  void touch() {
    dirty = true;
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
  void add(Seen sample, Embedding embedding, WhitenedPoint placed) {
    add(sample);
    if (survey.isPresent() && reference != null && reference.surprise().isEmpty()) {
      score(survey.get(), embedding, placed);
      reference = compared(survey.get());
    }
  }

  private void score(Survey by, Embedding embedding, WhitenedPoint placed) {
    scores.add(Scores.of(placed));
    novelties.add(by.novelty(embedding, placed));
  }

  /** Returns the share of calibration samples that are more novel; empty without such samples. */
  OptionalDouble novelty(Embedding embedding, WhitenedPoint placed) {
    return survey.isPresent() && usual.isPresent()
        ? OptionalDouble.of(usual.get().pValue(survey.get().novelty(embedding, placed)))
        : OptionalDouble.empty();
  }

  /**
   * Begins beside a solve that takes effect.
   *
   * @return whether it is of another space than the ones before
   */
  boolean renew(Optional<Survey> newSurvey, LearnerProgress.Solve solve) {
    Optional<SpaceId> before = space;
    survey = newSurvey;
    space = newSurvey.map(each -> each.classes().space().id()).or(() -> before);
    compare(solve);
    return before.isPresent() && !before.equals(space);
  }

  private void compare(LearnerProgress.Solve solve) {
    dirty = true;
    generation++;
    scores = new ArrayList<>();
    novelties = new ArrayList<>();
    usual = Optional.empty();
    ring.removeIf(seen -> sample(seen).isEmpty());
    if (survey.isEmpty()) {
      reference = null;
      return;
    }
    Survey now = survey.get();
    for (Seen seen : ring) {
      sample(seen)
          .filter(sample -> seen.entry() >= solve.entries() || sample.assigned().isEmpty())
          .flatMap(sample -> embedding(sample, now.classes()))
          .ifPresent(embedding -> score(now, embedding, now.classes().place(embedding)));
    }
    reference = compared(now);
  }

  private Reference compared(Survey by) {
    if (scores.size() < LEAST) {
      return new Reference(generation, by.classes(), Optional.empty());
    }
    usual =
        Optional.of(
            ReferenceSketch.of(novelties.stream().mapToDouble(Double::doubleValue).toArray()));
    return new Reference(
        generation, by.classes(), Optional.of(SurpriseModel.calibrated(by.classes(), scores)));
  }

  /** Returns a sample as it is known now; empty if it has left the bank. */
  private Optional<BankValue.Sample> sample(Seen seen) {
    return bank.get(seen.id())
        .filter(BankValue.Sample.class::isInstance)
        .map(BankValue.Sample.class::cast)
        .filter(sample -> sample.offset() == seen.offset());
  }

  private static Optional<Embedding> embedding(BankValue.Sample sample, ClassGeometry geometry) {
    return sample.space().equals(geometry.space().id()) ? sample.embedding() : Optional.empty();
  }

  /** Returns the vector of a sample, if it is still there. */
  Optional<Embedding> vector(Seen seen) {
    return Optional.ofNullable(reference)
        .flatMap(now -> sample(seen).flatMap(sample -> embedding(sample, now.geometry())));
  }

  /** Returns whether there is something to write. */
  boolean isDirty() {
    return dirty;
  }

  /** Returns everything that is not found again elsewhere. */
  WatchState save() {
    dirty = false;
    StateWriter state = new StateWriter().put(generation);
    writeSpace(state);
    state.put((long) scores.size());
    for (int i = 0; i < scores.size(); i++) {
      Scores each = scores.get(i);
      state.put((long) each.nearest()).put(each.distance()).put(each.entropy());
      state.put(novelties.get(i));
    }
    sets.save(state);
    long offset = ring.isEmpty() ? 0 : ring.getLast().offset();
    return new WatchState(offset, List.copyOf(ring), state.words());
  }

  private void writeSpace(StateWriter state) {
    state.put(space.isPresent());
    space
        .map(SpaceId::toBytes)
        .map(ByteBuffer::wrap)
        .ifPresent(bytes -> {
          while (bytes.hasRemaining()) {
            state.put(bytes.getLong());
          }
        });
  }

  private static Optional<SpaceId> readSpace(StateReader state) {
    if (!state.nextBoolean()) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(SpaceId.BYTES);
    while (bytes.hasRemaining()) {
      bytes.putLong(state.nextLong());
    }
    return Optional.of(SpaceId.ofBytes(bytes.array()));
  }

  /**
   * Goes on where it was written.
   *
   * @param learner as it was then
   * @throws CorruptStateException if the numbers cannot have been written by {@link #save}
   */
  void load(WatchState stored, Learner learner) {
    survey = learner.survey();
    int classes = survey.map(each -> each.classes().classes()).orElse(1);
    try {
      StateReader state = new StateReader(stored.words());
      generation = state.nextLong(Long.MAX_VALUE);
      space = readSpace(state);
      for (int left = state.nextInt(RING); left > 0; left--) {
        scores.add(new Scores(state.nextInt(classes - 1), state.nextDouble(), state.nextDouble()));
        novelties.add(state.nextDouble());
      }
      sets.load(state);
      state.end();
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("what sources are compared with cannot be read", e);
    }
    ring.addAll(stored.seen());
    reference = survey.map(this::compared).orElse(null);
  }
}
