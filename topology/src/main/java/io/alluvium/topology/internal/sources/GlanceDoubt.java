package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Decision;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * How sure answers are that rest on what the small encoder of a cascade saw: their sets and
 * probabilities follow the labels of samples that both encoders saw. Not thread-safe.
 */
final class GlanceDoubt {
  private final SourceStore store;
  private final AnswerSets sets;
  private final SureAnswers sure;
  private boolean dirty;

  /** Goes on where the store stands. */
  GlanceDoubt(SourceOptions options, SourceStore store) {
    this.store = store;
    this.sets = new AnswerSets(options.cascadeSets());
    this.sure = new SureAnswers(options.calibrates());
    store.glances().map(WatchState::words).ifPresent(this::load);
  }

  private void load(StateWords words) {
    try {
      StateReader state = new StateReader(words);
      sets.load(state);
      sure.load(state);
      state.end();
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("how sure answers by a small encoder are cannot be read", e);
    }
  }

  /** Begins anew, as sure as others are. */
  void begin(StateWords others) {
    load(others);
    dirty = true;
  }

  /** Returns how sure an answer is. */
  Doubt of(Decision answer, Supplier<Decision> wider, List<String> classes) {
    return new Doubt(OptionalDouble.empty(), sets.of(answer, wider), sure.of(answer, classes));
  }

  /** Takes up a label, as its sample would be answered now. */
  void label(Decision answer, Supplier<Decision> wider, List<String> classes, String label) {
    var _ = sets.add(answer, wider, label);
    var _ = sure.add(answer, classes, label);
    dirty = true;
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
      store.putGlances(new WatchState(0, List.of(), state.words()));
    }
  }
}
