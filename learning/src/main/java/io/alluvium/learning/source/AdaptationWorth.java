package io.alluvium.learning.source;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * What adaptation was worth to a source, since it was first seen.
 *
 * @param changes how often it changed
 * @param adapted samples that were answered where they were displaced to
 * @param labelled first labels that came
 * @param frozenRight answers as learnt that such labels agreed with
 * @param answeredRight the same of answers as they were given, adapted or not
 */
public record AdaptationWorth(
    long changes, long adapted, long labelled, long frozenRight, long answeredRight) {
  /** Nothing happened yet. */
  public static final AdaptationWorth NONE = new AdaptationWorth(0, 0, 0, 0, 0);

  AdaptationWorth changed() {
    return new AdaptationWorth(changes + 1, adapted, labelled, frozenRight, answeredRight);
  }

  AdaptationWorth answered() {
    return new AdaptationWorth(changes, adapted + 1, labelled, frozenRight, answeredRight);
  }

  AdaptationWorth labelled(boolean frozenIsRight, boolean answeredIsRight) {
    return new AdaptationWorth(
        changes,
        adapted,
        labelled + 1,
        frozenRight + (frozenIsRight ? 1 : 0),
        answeredRight + (answeredIsRight ? 1 : 0));
  }

  void save(StateWriter state) {
    state.put(changes).put(adapted).put(labelled).put(frozenRight).put(answeredRight);
  }

  static AdaptationWorth load(StateReader state) {
    return new AdaptationWorth(
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE),
        state.nextLong(Long.MAX_VALUE));
  }
}
