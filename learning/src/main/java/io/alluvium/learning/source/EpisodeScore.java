package io.alluvium.learning.source;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * What following a source was worth, since it changed.
 *
 * @param adapted samples that were answered where they were displaced to
 * @param labelled first labels that came
 * @param frozenRight answers without adaptation that such labels agreed with
 * @param adaptedRight the same of answers with adaptation
 * @param resets how often the displacement was given up because all answers became one class
 */
public record EpisodeScore(
    long adapted, long labelled, long frozenRight, long adaptedRight, long resets) {
  /** Nothing happened yet. */
  public static final EpisodeScore NONE = new EpisodeScore(0, 0, 0, 0, 0);

  EpisodeScore answered() {
    return new EpisodeScore(adapted + 1, labelled, frozenRight, adaptedRight, resets);
  }

  EpisodeScore labelled(boolean frozenIsRight, boolean adaptedIsRight) {
    return new EpisodeScore(
        adapted,
        labelled + 1,
        frozenRight + (frozenIsRight ? 1 : 0),
        adaptedRight + (adaptedIsRight ? 1 : 0),
        resets);
  }

  EpisodeScore reset() {
    return new EpisodeScore(adapted, labelled, frozenRight, adaptedRight, resets + 1);
  }

  void save(StateWriter state) {
    state.put(adapted).put(labelled).put(frozenRight).put(adaptedRight).put(resets);
  }

  static EpisodeScore load(StateReader state) {
    return new EpisodeScore(
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE));
  }
}
