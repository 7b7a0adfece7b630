package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How novel samples are that only a released encoder saw. Its classes lie where they were moved to
 * and where labels have drawn them since; no calibration samples are known in that space, so
 * samples are ranked among those before them. Not thread-safe.
 */
final class ReleasedNovelty {
  private final NoveltyMeasure measure;
  private final SourceStore store;
  private final RecentScores scores = new RecentScores();
  private Optional<SpaceId> space = Optional.empty();
  private boolean dirty;

  /** Goes on where the store stands. */
  ReleasedNovelty(NoveltyMeasure measure, SourceStore store) {
    this.measure = measure;
    this.store = store;
    store.released().map(WatchState::words).ifPresent(this::load);
  }

  private void load(StateWords words) {
    try {
      StateReader state = new StateReader(words);
      NoveltyMeasure before = NoveltyMeasure.named(state.nextText());
      space = SpaceWords.read(state);
      scores.load(state);
      state.end();
      if (before != measure) {
        end();
      }
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("how novel released samples are cannot be read", e);
    }
  }

  /** Returns the p-value of the next sample, which those after it are ranked among. */
  OptionalDouble next(ClassGeometry geometry, Embedding sample) {
    Optional<SpaceId> of = Optional.of(geometry.space().id());
    if (!space.equals(of)) {
      end();
      space = of;
    }
    double score = measure.score(geometry, sample);
    OptionalDouble novelty = scores.pValue(score);
    scores.add(score);
    dirty = true;
    return novelty;
  }

  /** Begins anew: what comes next is of another release, or some of it was forgotten. */
  void end() {
    space = Optional.empty();
    dirty |= scores.clear();
  }

  /** Writes what has changed to the store. */
  void flush() {
    if (dirty) {
      dirty = false;
      StateWriter state = new StateWriter().put(measure.toString());
      SpaceWords.write(state, space);
      scores.save(state);
      store.putReleased(new WatchState(0, List.of(), state.words()));
    }
  }
}
