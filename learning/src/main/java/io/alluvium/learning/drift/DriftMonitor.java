package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import java.util.Optional;

/**
 * Watches one source: adaptive windows and cumulative sums over p-values, evidence for a
 * displacement, and errors where labels come. Memory is logarithmic in the length of the stream.
 * Mutable, for one thread.
 */
public final class DriftMonitor {
  /** Chance of a false alarm that adaptive windows accept at each look. */
  public static final double DELTA = 0.002;

  private final Adwin distanceWindow = new Adwin(DELTA);
  private final Adwin entropyWindow = new Adwin(DELTA);
  private final Adwin errorWindow = new Adwin(DELTA);
  private final Ddm errors = new Ddm();
  private final RecentPValues recent = new RecentPValues();
  private final Cusum distanceSum;
  private final ShiftEvidence displacement;

  /**
   * Starts without samples.
   *
   * @param calibrationSamples how many samples p-values rest on: with few, their mean is less
   *     surely 1/2
   */
  public DriftMonitor(ClassGeometry geometry, int calibrationSamples) {
    this.distanceSum = Cusum.ofPValues(calibrationSamples);
    this.displacement = new ShiftEvidence(geometry);
  }

  /**
   * Adds a sample.
   *
   * @param whitened the sample, float64[dim]
   * @return the alarm it raises, if any; where several detectors do, the first of distances by
   *     window, displacement, distances by sum, entropies
   */
  public Optional<DriftEvent> add(Surprise surprise, double[] whitened) {
    recent.add(surprise.distance());
    boolean byDistance = distanceWindow.add(surprise.distance());
    boolean byDisplacement = displacement.add(whitened);
    long run = distanceSum.run();
    boolean bySum = distanceSum.add(surprise.distance());
    boolean byEntropy = entropyWindow.add(surprise.entropy());
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
    double before = errorWindow.mean();
    boolean cut = errorWindow.add(wrong ? 1 : 0) && errorWindow.mean() > before;
    double share = errors.errorShare();
    boolean drift = errors.add(wrong) == Ddm.Level.DRIFT;
    if (cut) {
      return ofErrors("adwin", errorWindow.mean(), errorWindow.width());
    }
    return drift ? ofErrors("ddm", share, 0) : Optional.empty();
  }

  /** More errors on samples that look as before are a matter of what labels mean. */
  private Optional<DriftEvent> ofErrors(String detector, double value, long since) {
    SuspectedKind kind =
        recent.isAsBefore() ? SuspectedKind.CONCEPT : recent.kind(RecentPValues.SIZE);
    return Optional.of(new DriftEvent(detector, "error", value, since, kind));
  }
}
