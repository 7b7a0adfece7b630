package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import java.util.Collection;

/**
 * Measures {@link Surprise}: by the distance to the nearest class mean and the entropy of the
 * answer, both against calibration samples that were answered alike. Immutable; safe for any
 * thread.
 */
public final class SurpriseModel {
  private final ClassGeometry geometry;
  private final ConditionalReference distances;
  private final ConditionalReference entropies;
  private final int calibrationSamples;

  private record Scores(int nearest, double distance, double entropy) {}

  private SurpriseModel(
      ClassGeometry geometry,
      ConditionalReference distances,
      ConditionalReference entropies,
      int calibrationSamples) {
    this.geometry = geometry;
    this.distances = distances;
    this.entropies = entropies;
    this.calibrationSamples = calibrationSamples;
  }

  /**
   * Returns the model of a solve.
   *
   * @param calibration samples of the time before any change, that the geometry does not rest on
   */
  public static SurpriseModel of(ClassGeometry geometry, Collection<Embedding> calibration) {
    ConditionalReference.Builder distances = new ConditionalReference.Builder(geometry.classes());
    ConditionalReference.Builder entropies = new ConditionalReference.Builder(geometry.classes());
    for (Embedding sample : calibration) {
      Scores scores = scores(geometry, geometry.whitened(sample.toPoint()));
      distances.add(scores.nearest, scores.distance);
      entropies.add(scores.nearest, scores.entropy);
    }
    return new SurpriseModel(geometry, distances.build(), entropies.build(), calibration.size());
  }

  /** Returns detectors that begin now. */
  public DriftMonitor monitor() {
    return new DriftMonitor(geometry, Math.max(1, calibrationSamples));
  }

  /** Returns how unusual a whitened point is. */
  public Surprise surprise(double[] whitened) {
    Scores scores = scores(geometry, whitened);
    return new Surprise(
        scores.nearest,
        distances.pValue(scores.nearest, scores.distance),
        entropies.pValue(scores.nearest, scores.entropy));
  }

  private static Scores scores(ClassGeometry geometry, double[] whitened) {
    double[] distances = geometry.squaredDistances(whitened);
    int nearest = 0;
    for (int c = 1; c < distances.length; c++) {
      if (distances[c] < distances[nearest]) {
        nearest = c;
      }
    }
    return new Scores(nearest, distances[nearest], entropy(distances, distances[nearest]));
  }

  /** Entropy of the posterior of equal priors, in nats. */
  private static double entropy(double[] distances, double least) {
    double total = 0;
    double weighted = 0;
    for (double distance : distances) {
      double gap = 0.5 * (distance - least);
      double share = StrictMath.exp(-gap);
      total += share;
      weighted += gap * share;
    }
    return StrictMath.log(total) + weighted / total;
  }
}
