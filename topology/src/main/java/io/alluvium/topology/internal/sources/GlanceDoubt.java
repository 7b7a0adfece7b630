package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How sure answers are that rest on what the small encoder of a cascade saw: their sets and
 * probabilities follow the labels of samples that both encoders saw, and how novel they are is said
 * among those before them. Not thread-safe.
 */
final class GlanceDoubt {
  /** What scores of novelty begin with; state of before has none. */
  private static final long NOVELTY = 0x6e6f76656cL;

  private final SourceStore store;
  private final NoveltyMeasure measure;
  private final AnswerSets sets;
  private final SureAnswers sure;
  private final RecentScores scores = new RecentScores();
  private boolean dirty;

  /** Goes on where the store stands. */
  GlanceDoubt(SourceOptions options, SourceStore store) {
    this.store = store;
    this.measure = options.novelty();
    this.sets = new AnswerSets(options.cascadeSets());
    this.sure = new SureAnswers(options.calibrates());
    store.glances().map(WatchState::words).ifPresent(this::load);
  }

  private void load(StateWords words) {
    try {
      StateReader state = new StateReader(words);
      sets.load(state);
      sure.load(state);
      scores.clear();
      if (state.passes(NOVELTY)) {
        loadScores(state);
      }
      state.end();
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("how sure answers by a small encoder are cannot be read", e);
    }
  }

  private void loadScores(StateReader state) {
    NoveltyMeasure before = NoveltyMeasure.named(state.nextText());
    scores.load(state);
    if (before != measure) {
      scores.clear();
    }
  }

  /** Begins anew, as sure as others are. */
  void begin(StateWords others) {
    load(others);
    dirty = true;
  }

  /**
   * Returns how sure an answer is.
   *
   * @param image of the sample, in the space of whoever answers
   * @param first whether the sample is met for the first time, so that others are ranked among it
   */
  Doubt of(Answerer by, Embedding image, Decision answer, boolean first) {
    return new Doubt(
        by.geometry()
            .map(geometry -> novelty(measure.score(geometry, image), first))
            .orElseGet(OptionalDouble::empty),
        sets.of(answer, by.wider()),
        sure.of(answer, by.classes()));
  }

  private OptionalDouble novelty(double score, boolean first) {
    OptionalDouble novelty = scores.pValue(score);
    if (first) {
      scores.add(score);
      dirty = true;
    }
    return novelty;
  }

  /** Takes up a label, as its sample would be answered now. */
  void label(Answerer by, Decision answer, String label) {
    var _ = sets.add(answer, by.wider(), label);
    var _ = sure.add(answer, by.classes(), label);
    dirty = true;
  }

  /** Forgets all samples that others are ranked among. */
  void forgetSamples() {
    dirty |= scores.clear();
  }

  /** Takes note that all samples of some classes now are of others. */
  void move(Map<String, String> classes) {
    sets.move(classes);
    dirty = true;
  }

  /** Forgets classes that are not known any more; returns whether there was one. */
  boolean retain(Collection<String> classes) {
    boolean changed = sets.retain(classes);
    dirty |= changed;
    return changed;
  }

  /** Writes what has changed to the store. */
  void flush() {
    if (dirty) {
      dirty = false;
      StateWriter state = new StateWriter();
      sets.save(state);
      sure.save(state);
      state.put(NOVELTY).put(measure.toString());
      scores.save(state);
      store.putGlances(new WatchState(0, List.of(), state.words()));
    }
  }
}
