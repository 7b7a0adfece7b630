package io.alluvium.evaluation.swap;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.coverage.CoverageLimit;
import io.alluvium.learning.coverage.QuantileTracker;
import io.alluvium.learning.coverage.Temperature;
import java.util.List;

/**
 * Sets of calibrated probabilities that hold the true class as often as promised: temperature and
 * limit follow the labels, each answer given before its label. Mutable, for one thread.
 */
final class PromisedSets {
  private final Temperature temperature = new Temperature();
  private final CoverageLimit limit;

  /**
   * Starts with the limit at the promise.
   *
   * @param coverage share of true classes that sets are to hold, in (0, 1)
   */
  PromisedSets(double coverage) {
    this.limit = QuantileTracker.of(1 - coverage);
  }

  /**
   * The set of an answer.
   *
   * @param holds whether the true class is in it
   * @param single whether it is the best class alone
   */
  record Answered(boolean holds, boolean single) {}

  /**
   * Answers, and takes up the label.
   *
   * @param ranked all classes, most probable first, at least one
   */
  Answered next(List<Candidate> ranked, String truth) {
    double[] raw = ranked.stream().mapToDouble(Candidate::probability).toArray();
    double[] sure = temperature.calibrated(raw);
    int place = 0;
    while (place < raw.length && !ranked.get(place).label().equals(truth)) {
      place++;
    }
    boolean known = place < raw.length;
    boolean holds = known && isIn(sure[place]);
    boolean single = isIn(sure[0]) && (raw.length == 1 || !isIn(sure[1]));
    double score = known ? 1 - sure[place] : CoverageLimit.GREATEST;
    limit.add(() -> score, !holds);
    if (known) {
      temperature.add(raw, place);
    }
    return new Answered(holds, single);
  }

  private boolean isIn(double probability) {
    return 1 - probability <= limit.limit();
  }
}
