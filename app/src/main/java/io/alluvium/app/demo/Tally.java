package io.alluvium.app.demo;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Running counts of a run or of one phase. Times are readings of one nanosecond clock. */
final class Tally {
  private static final long MAX_LATENCY_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int LATENCY_DIGITS = 3;

  private final PrequentialScore score = new PrequentialScore();
  private final Histogram latencyMicros = new Histogram(MAX_LATENCY_MICROS, LATENCY_DIGITS);
  private long records;
  private long guessed;
  private long noChangeHits;
  private long majorityHits;
  private long unexpected;
  private long duplicates;
  private long deadLetters;
  private long labels;
  private long corrections;
  private long withdrawals;
  private int classes;
  private long firstSentNanos;
  private long lastPredictionNanos;

  void sent(long nanos) {
    if (records == 0) {
      firstSentNanos = nanos;
      lastPredictionNanos = nanos;
    }
    records++;
  }

  void guessed(NaiveGuesses.Hits hits) {
    guessed++;
    noChangeHits += hits.noChange() ? 1 : 0;
    majorityHits += hits.majority() ? 1 : 0;
  }

  void predicted(String truth, @Nullable String guess, long sentNanos, long nanos) {
    score.add(truth, guess);
    lastPredictionNanos = Math.max(lastPredictionNanos, nanos);
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos - sentNanos);
    latencyMicros.recordValue(Math.clamp(micros, 0, MAX_LATENCY_MICROS));
  }

  void unexpected() {
    unexpected++;
  }

  void duplicates(long count) {
    duplicates += count;
  }

  void deadLetters(long count) {
    deadLetters += count;
  }

  void labelled(DemoAction.Label label) {
    if (label.label() == null) {
      withdrawals++;
    } else if (label.sequence() > 1) {
      corrections++;
    } else {
      labels++;
    }
  }

  void classes(int known) {
    classes = known;
  }

  DemoFigures figures() {
    double seconds = (lastPredictionNanos - firstSentNanos) / 1e9;
    return new DemoFigures(
        records,
        score.total() + unexpected,
        unexpected,
        duplicates,
        deadLetters,
        labels,
        corrections,
        withdrawals,
        classes,
        score.accuracy(),
        score.windowAccuracy(),
        share(noChangeHits, guessed),
        share(majorityHits, guessed),
        score.kappa(),
        seconds == 0 ? 0 : score.total() / seconds,
        latencyMicros.getValueAtPercentile(50) / 1e3,
        latencyMicros.getValueAtPercentile(99) / 1e3);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
