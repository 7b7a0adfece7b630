package io.alluvium.evaluation.shift;

import io.alluvium.learning.drift.SuspectedKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was counted in a stream with bursts. Mutable, for one thread. */
final class BurstFigures {
  private final Share novelFound = new Share();
  private final Share knownSuspected = new Share();
  private final Share cleanSuspected = new Share();
  private final Share frozenInBursts = new Share();
  private final Share adaptedInBursts = new Share();
  private final Share frozenBetween = new Share();
  private final Share adaptedBetween = new Share();
  private final Share activeInBursts = new Share();
  private final Share activeBetween = new Share();
  private final CoverageSection.Sets sets = new CoverageSection.Sets();
  private final Share heldInBursts = new Share();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final List<Integer> delays = new ArrayList<>();
  private boolean burst;
  private boolean noticed;
  private int samples;
  private int alarmsBetween;

  /** Begins a burst, or a stretch between two. */
  void begin(boolean isBurst) {
    burst = isBurst;
    noticed = false;
    samples = 0;
  }

  /**
   * Adds a sample.
   *
   * @param suspected whether its p-value says that it is novel
   * @param active whether the source was being adapted to when it was answered
   */
  void sample(boolean novel, boolean suspected, boolean active) {
    samples++;
    (burst ? activeInBursts : activeBetween).add(active);
    (novel ? novelFound : burst ? knownSuspected : cleanSuspected).add(suspected);
  }

  /** Adds whether the answers to a known sample were right. */
  void answer(boolean frozen, boolean adapted) {
    (burst ? frozenInBursts : frozenBetween).add(frozen);
    (burst ? adaptedInBursts : adaptedBetween).add(adapted);
  }

  /** Adds the set of a known sample. */
  void set(boolean hit, int size, int truth) {
    sets.add(hit, size, truth);
    if (burst) {
      heldInBursts.add(hit);
    }
  }

  /** Adds an alarm after the last sample. */
  void alarm(SuspectedKind kind) {
    if (!burst) {
      alarmsBetween++;
      return;
    }
    kinds.merge(kind.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
    if (!noticed) {
      delays.add(samples);
      noticed = true;
    }
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("noticed", delays.size());
    values.put("delays", List.copyOf(delays));
    values.put("kinds", kinds);
    values.put("alarms_between", alarmsBetween);
    values.put("adapting_in_bursts", activeInBursts.value());
    values.put("adapting_between", activeBetween.value());
    values.put("novel_below_0.05", novelFound.value());
    values.put("known_below_0.05", knownSuspected.value());
    values.put("between_below_0.05", cleanSuspected.value());
    values.put("frozen", frozenInBursts.value());
    values.put("adapted", adaptedInBursts.value());
    values.put("harm", adaptedInBursts.value() - frozenInBursts.value());
    values.put("frozen_between", frozenBetween.value());
    values.put("adapted_between", adaptedBetween.value());
    values.put("harm_between", adaptedBetween.value() - frozenBetween.value());
    Map<String, Object> coverage = sets.values();
    coverage.put("coverage_in_bursts", heldInBursts.value());
    values.put("sets", coverage);
    return values;
  }

  /** How often something was so. */
  private static final class Share {
    private int yes;
    private int all;

    void add(boolean is) {
      yes += is ? 1 : 0;
      all++;
    }

    double value() {
      return all == 0 ? 0 : (double) yes / all;
    }
  }
}
