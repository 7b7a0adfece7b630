package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Drift detection method: the share of wrong answers has risen well above the lowest it has been.
 *
 * <p>With {@code s = sqrt(p (1 - p) / n)}: warning at {@code p + s >= p_min + 3 s_min}, drift at
 * {@code p_min + 4 s_min}, after which it begins anew. Mutable, for one thread.
 *
 * <p>Source: Gama, Medas, Castillo and Rodrigues, "Learning with drift detection", SBIA 2004.
 * Departs from it: the limits are one deviation wider, and nothing is concluded before there were
 * {@value #MIN_ERRORS} errors, since after none the first would be a drift.
 */
public final class Ddm {
  private static final int MIN_ANSWERS = 30;
  private static final int MIN_ERRORS = 10;
  private static final double WARNING = 3;
  private static final double DRIFT = 4;

  /** How sure it is that errors have become more frequent. */
  public enum Level {
    /** Not at all. */
    STABLE,
    /** Somewhat. */
    WARNING,
    /** Sure. */
    DRIFT
  }

  private long answers;
  private double share;
  private double lowestShare = Double.POSITIVE_INFINITY;
  private double lowestDeviation = Double.POSITIVE_INFINITY;

  /** Adds whether an answer was wrong. */
  public Level add(boolean wrong) {
    answers++;
    share += ((wrong ? 1 : 0) - share) / answers;
    double deviation = Math.sqrt(share * (1 - share) / answers);
    if (answers < MIN_ANSWERS || share * answers < MIN_ERRORS - 0.5) {
      return Level.STABLE;
    }
    if (share + deviation <= lowestShare + lowestDeviation) {
      lowestShare = share;
      lowestDeviation = deviation;
    }
    if (share + deviation > lowestShare + DRIFT * lowestDeviation) {
      reset();
      return Level.DRIFT;
    }
    return share + deviation > lowestShare + WARNING * lowestDeviation
        ? Level.WARNING
        : Level.STABLE;
  }

  /** Begins anew. */
  void reset() {
    answers = 0;
    share = 0;
    lowestShare = Double.POSITIVE_INFINITY;
    lowestDeviation = Double.POSITIVE_INFINITY;
  }

  /** Writes what is known of the errors. */
  void save(StateWriter state) {
    state.put(answers).put(share).put(lowestShare).put(lowestDeviation);
  }

  /** Goes on where it was written. */
  Ddm load(StateReader state) {
    answers = state.nextLong(Long.MAX_VALUE);
    share = state.nextDouble();
    lowestShare = state.nextLimit();
    lowestDeviation = state.nextLimit();
    return this;
  }

  /** Returns the share of wrong answers since it began; 0 if there were none. */
  public double errorShare() {
    return share;
  }
}
