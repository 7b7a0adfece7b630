package io.alluvium.app.demo;

import io.alluvium.evaluation.metrics.CalibrationBins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a demo sends and gets back, and joins predictions with true classes.
 *
 * <p>The naive guesses are scored in the order of sending, the predictions in the order of arrival.
 * Times are readings of one monotonic clock in nanoseconds, which the caller passes in. Safe for
 * use by several threads; a sample must be reported as sent before it is sent, so that its
 * prediction finds it.
 */
public final class DemoMeter {
  private final Tally run = new Tally();
  private final Map<DemoPhase, Tally> phases = new EnumMap<>(DemoPhase.class);
  private final Map<DemoPhase, LearnerMark> ends = new EnumMap<>(DemoPhase.class);
  private final Map<SourceTime, PrequentialScore> sources = new HashMap<>();
  private final NaiveGuesses guesses = new NaiveGuesses();
  private final Map<String, Sent> sent = new HashMap<>();
  private final Set<String> classes = new HashSet<>();
  private final List<Noticed> noticed = new ArrayList<>();
  private final CalibrationBins claimed = new CalibrationBins();
  private final CalibrationBins sure = new CalibrationBins();
  private DemoPhase phase = DemoPhase.FEW_CLASSES;
  private Typing typing = Typing.BEFORE;
  private long labelled;
  private OptionalLong firstPredictionNanos = OptionalLong.empty();

  /** Notes that what follows belongs to another phase. */
  public synchronized void onMark(DemoAction.Mark mark) {
    phase = mark.phase();
    typing = mark.typing();
    running().classes(classes.size());
  }

  /** Notes what the learner knew when it had met all of a phase. */
  synchronized void onPhaseEnd(DemoPhase ended, LearnerMark mark) {
    ends.put(ended, mark);
  }

  /** Notes a sample that is about to be sent. */
  public synchronized void onSent(DemoAction.Sample sample, long nanos) {
    run.sent(nanos);
    running().sent(nanos);
    if (!sample.duplicate()) {
      NaiveGuesses.Hits hits = guesses.guess(sample.trueClass());
      run.guessed(hits);
      running().guessed(hits);
      sent.put(sample.id(), new Sent(sample.trueClass(), sample.source(), phase, typing, nanos));
    }
  }

  /** Notes a label that is sent. */
  public synchronized void onLabel(DemoAction.Label label) {
    run.labelled(label);
    running().labelled(label);
    if (label.sequence() == 1) {
      labelled++;
    }
    if (label.label() != null && classes.add(label.label())) {
      run.classes(classes.size());
      running().classes(classes.size());
    }
  }

  /**
   * Notes a prediction that has arrived.
   *
   * @param label the predicted class; null for none, which counts as wrong
   * @return whether it is the true class of a sample that had no prediction yet
   */
  public synchronized boolean onPrediction(String sampleId, @Nullable String label, long nanos) {
    Sent sample = sent.get(sampleId);
    if (sample == null || sample.answered) {
      run.unexpected();
      running().unexpected();
      return false;
    }
    sample.answered = true;
    if (firstPredictionNanos.isEmpty()) {
      firstPredictionNanos = OptionalLong.of(nanos);
    }
    run.predicted(sample.trueClass, label, sample.nanos, nanos);
    tally(sample.phase).predicted(sample.trueClass, label, sample.nanos, nanos);
    if (sample.phase == DemoPhase.BAD_TYPING) {
      sources
          .computeIfAbsent(
              new SourceTime(sample.source, sample.typing), key -> new PrequentialScore())
          .add(sample.trueClass, label);
    }
    return sample.trueClass.equals(label);
  }

  /**
   * Notes how sure a prediction was.
   *
   * @param right whether it names the true class
   * @param probability probability of its class as the head says, in [0, 1]
   * @param calibrated the same, calibrated
   */
  public synchronized void onCalibrated(boolean right, double probability, double calibrated) {
    claimed.add(probability, right);
    sure.add(calibrated, right);
  }

  /** Returns how far predictions were from being right as often as they said. */
  public synchronized CalibrationFigures calibration() {
    return new CalibrationFigures(claimed.total(), claimed.error(), sure.error());
  }

  /** Notes what the learner noticed by itself. */
  public synchronized void onNoticed(Noticed what) {
    noticed.add(what);
  }

  /** Returns what the learner noticed by itself, in the order of the ledger. */
  public synchronized List<Noticed> noticed() {
    return List.copyOf(noticed);
  }

  /** Notes that so many more records turned out to be duplicates. */
  public synchronized void onDuplicates(long count) {
    run.duplicates(count);
    running().duplicates(count);
  }

  /** Notes that so many more records ended as dead letters. */
  public synchronized void onDeadLetters(long count) {
    run.deadLetters(count);
    running().deadLetters(count);
  }

  /** Returns the figures of the whole run so far. */
  public synchronized DemoFigures figures() {
    return run.figures();
  }

  /** Returns when the first prediction arrived, if one has. */
  synchronized OptionalLong firstPredictionNanos() {
    return firstPredictionNanos;
  }

  /** Returns the figures of each phase that has begun, in order. */
  public synchronized List<PhaseFigures> phases() {
    return phases.entrySet().stream()
        .map(entry -> phaseFigures(entry.getKey(), entry.getValue()))
        .toList();
  }

  private PhaseFigures phaseFigures(DemoPhase which, Tally tally) {
    LearnerMark end = ends.get(which);
    return new PhaseFigures(
        which,
        tally.figures(),
        end == null ? "" : end.digest("state_digest"),
        end == null ? "" : end.digest("sums_digest"));
  }

  /** Returns the figures of each source in the last phase, by source and then by time. */
  public synchronized List<SourceFigures> sources() {
    return sources.entrySet().stream()
        .map(entry ->
            new SourceFigures(
                entry.getKey().source(),
                entry.getKey().typing(),
                entry.getValue().total(),
                entry.getValue().accuracy()))
        .sorted(Comparator.comparing(SourceFigures::source).thenComparing(SourceFigures::typing))
        .toList();
  }

  /** Returns how many samples have been sent that have no label yet. */
  public synchronized long labelsWaiting() {
    return sent.size() - labelled;
  }

  private Tally running() {
    return tally(phase);
  }

  private Tally tally(DemoPhase which) {
    return phases.computeIfAbsent(which, key -> new Tally());
  }

  private record SourceTime(String source, Typing typing) {}

  private static final class Sent {
    private final String trueClass;
    private final String source;
    private final DemoPhase phase;
    private final Typing typing;
    private final long nanos;
    private boolean answered;

    Sent(String trueClass, String source, DemoPhase phase, Typing typing, long nanos) {
      this.trueClass = trueClass;
      this.source = source;
      this.phase = phase;
      this.typing = typing;
      this.nanos = nanos;
    }
  }
}
