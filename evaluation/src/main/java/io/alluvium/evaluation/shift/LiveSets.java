package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.protocol.Observer;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.coverage.CoverageLimit;
import io.alluvium.learning.coverage.Temperature;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets for the answers of a learner to which classes are new now and then. A class that is not
 * known can be in no set: its first samples are misses, and count as such. Mutable, for one thread.
 */
final class LiveSets implements Observer {
  /** Labels of a beginning in which almost every class is new. */
  private static final int BEGINNING = 4_000;

  private final CoverageLimit tracker;
  private final Temperature temperature = new Temperature();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final CoverageSection.Sets all = new CoverageSection.Sets();
  private final CoverageSection.Sets known = new CoverageSection.Sets();
  private final CoverageSection.Sets later = new CoverageSection.Sets();
  private int labels;
  private int unknown;

  /** Starts with a limit without labels. */
  LiveSets(CoverageLimit limit) {
    this.tracker = limit;
  }

  @Override
  public void streamed(Example example, boolean graded, Decision decision) {
    List<Candidate> ranked = decision.candidates();
    double[] raw = ranked.stream().mapToDouble(Candidate::probability).toArray();
    double[] sure = temperature.calibrated(raw);
    int place = 0;
    while (place < raw.length && !ranked.get(place).label().equals(example.label())) {
      place++;
    }
    int size = 0;
    for (double probability : sure) {
      size += isIn(probability) ? 1 : 0;
    }
    boolean isKnown = place < raw.length;
    boolean holds = isKnown && isIn(sure[place]);
    int truth = numbers.computeIfAbsent(example.label(), name -> numbers.size());
    all.add(holds, size, truth);
    if (labels++ >= BEGINNING) {
      later.add(holds, size, truth);
    }
    if (isKnown) {
      known.add(holds, size, truth);
      temperature.add(raw, place);
    } else {
      unknown++;
    }
    double score = isKnown ? 1 - sure[place] : CoverageLimit.GREATEST;
    tracker.add(() -> score, !holds);
  }

  private boolean isIn(double probability) {
    return 1 - probability <= tracker.limit();
  }

  /**
   * Returns figures of all labels, under {@code known} of those whose class was known, and under
   * {@code after_4000} of those after the beginning, where there are any.
   */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>(all.values());
    values.put("unknown", unknown);
    values.put("known", known.values());
    if (labels > BEGINNING) {
      values.put("after_" + BEGINNING, later.values());
    }
    return values;
  }
}
