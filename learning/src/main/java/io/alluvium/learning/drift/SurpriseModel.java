package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.WhitenedPoint;
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
    return calibrated(
        geometry,
        calibration.stream()
            .map(sample -> Scores.of(geometry.at(geometry.whitened(sample.toPoint()))))
            .toList());
  }

  /**
   * Returns the model of a solve.
   *
   * @param calibration scores of samples of the time before any change, that the geometry does not
   *     rest on
   */
  public static SurpriseModel calibrated(ClassGeometry geometry, Collection<Scores> calibration) {
    ConditionalReference.Builder distances = new ConditionalReference.Builder(geometry.classes());
    ConditionalReference.Builder entropies = new ConditionalReference.Builder(geometry.classes());
    for (Scores scores : calibration) {
      distances.add(scores.nearest(), scores.distance());
      entropies.add(scores.nearest(), scores.entropy());
    }
    return new SurpriseModel(geometry, distances.build(), entropies.build(), calibration.size());
  }

  /** Returns detectors that begin now. */
  public DriftMonitor monitor() {
    return new DriftMonitor(
        geometry, new ReferenceErrors(distances.samples()), Math.max(1, calibrationSamples));
  }

  /** Returns detectors that go on where they were written, by {@link DriftMonitor#save}. */
  public DriftMonitor monitor(StateReader state) {
    return monitor().load(state);
  }

  /** Returns a whitened point in the geometry of the solve. */
  public WhitenedPoint at(double[] whitened) {
    return geometry.at(whitened);
  }

  /** Returns how unusual a sample is. */
  public Surprise surprise(WhitenedPoint point) {
    return surprise(Scores.of(point));
  }

  /** Returns how unusual a sample is that has such scores. */
  public Surprise surprise(Scores scores) {
    return new Surprise(
        scores.nearest(),
        distances.pValue(scores.nearest(), scores.distance()),
        entropies.pValue(scores.nearest(), scores.entropy()));
  }
}
