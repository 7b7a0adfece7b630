package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import java.util.Optional;

/**
 * Watches one source: adaptive windows and cumulative sums over p-values, evidence for a
 * displacement, and errors where labels come. Memory is logarithmic in the length of the stream.
 * Mutable, for one thread.
 */
public final class DriftMonitor {
  /** Chance of a false alarm that adaptive windows accept at each look. */
  public static final double DELTA = 0.002;

  /** What written state begins with that has the errors of references in it. */
  private static final long WITH_REFERENCE_ERRORS = -1;

  /** Samples by which it is judged how far off a source is. */
  private static final int FEW = 16;

  /** A mean p-value below which a source is far off. */
  private static final double FAR = 0.02;

  private Adwin distanceWindow = Adwin.ofPValues(DELTA);
  private Adwin entropyWindow = Adwin.ofPValues(DELTA);
  private final ErrorDetectors errors = new ErrorDetectors();
  private final RecentPValues recent = new RecentPValues();
  private final ReferenceErrors references;
  private final PValueSum distanceSum;
  private final ShiftEvidence displacement;

  /**
   * Starts without samples.
   *
   * @param references how far the p-values of each class may be off
   * @param calibrationSamples how many samples p-values rest on: with few, their mean is less
   *     surely 1/2
   */
  DriftMonitor(ClassGeometry geometry, ReferenceErrors references, int calibrationSamples) {
    this.references = references;
    this.distanceSum = new PValueSum(calibrationSamples);
    this.displacement = new ShiftEvidence(geometry);
  }

  /**
   * Adds a sample.
   *
   * @param point the sample
   * @return the alarm it raises, if any; where several detectors do, the first of distances by
   *     window, displacement, distances by sum, entropies
   */
  public Optional<DriftEvent> add(Surprise surprise, WhitenedPoint point) {
    recent.add(surprise.distance());
    double[] errorsOfMean = references.of(surprise.nearest());
    boolean byDistance = distanceWindow.add(surprise.distance(), errorsOfMean);
    boolean byDisplacement = displacement.add(point);
    long run = distanceSum.run();
    boolean bySum = distanceSum.add(surprise.distance(), errorsOfMean);
    boolean byEntropy = entropyWindow.add(surprise.entropy(), errorsOfMean);
    if (byDistance) {
      return event("adwin", "distance", distanceWindow.mean(), distanceWindow.width());
    }
    if (byDisplacement) {
      return event("evidence", "displacement", displacement.displacement(), displacement.run());
    }
    if (bySum) {
      return event("cusum", "distance", recent.mean(run), run);
    }
    return byEntropy
        ? event("adwin", "entropy", entropyWindow.mean(), entropyWindow.width())
        : Optional.empty();
  }

  private Optional<DriftEvent> event(String detector, String statistic, double value, long since) {
    return Optional.of(new DriftEvent(detector, statistic, value, since, recent.kind(since)));
  }

  /**
   * Adds whether an answer was wrong, when its label has come.
   *
   * @return the alarm it raises, if any
   */
  public Optional<DriftEvent> addLabel(boolean wrong) {
    return errors.add(wrong, kindOfErrors());
  }

  /** Returns what more errors mean: on samples that look as before, it is what labels mean. */
  public SuspectedKind kindOfErrors() {
    return recent.isAsBefore() ? SuspectedKind.CONCEPT : recent.kind(RecentPValues.SIZE);
  }

  /** Returns whether the last samples are as unusual as calibration samples are; false with few. */
  public boolean isAsBefore() {
    return recent.has(RecentPValues.SIZE) && recent.isAsBefore();
  }

  /**
   * Returns whether the last {@value #FEW} samples are so unusual that it says little which class
   * they are nearest to: their mean p-value is below {@value #FAR}. False with fewer.
   */
  public boolean isFarOff() {
    return recent.has(FEW) && recent.mean(FEW) < FAR;
  }

  /** Writes what the detectors know of samples, not of errors. */
  public void save(StateWriter state) {
    state.put(WITH_REFERENCE_ERRORS);
    distanceWindow.save(state);
    entropyWindow.save(state);
    recent.save(state);
    distanceSum.save(state);
    displacement.save(state);
  }

  DriftMonitor load(StateReader state) {
    boolean withErrors = state.passes(WITH_REFERENCE_ERRORS);
    distanceWindow = Adwin.loadPValues(DELTA, state, withErrors);
    entropyWindow = Adwin.loadPValues(DELTA, state, withErrors);
    recent.load(state);
    distanceSum.load(state, withErrors);
    displacement.load(state);
    return this;
  }
}
