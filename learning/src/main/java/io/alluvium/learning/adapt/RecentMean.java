package io.alluvium.learning.adapt;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * How far the recent mean of a source is from the mean of what was learnt.
 *
 * <p>The memory is counted in samples, and grows with the correlation of labels as the number of
 * samples does that say as much as independent ones: {@code 128 (1 + r) / (1 - r)}, at most 2048.
 * The mean of what was learnt counts as 8 samples of the source. Mutable, for one thread.
 *
 * <p>Source: see {@link ShiftAdapter}.
 */
public final class RecentMean {
  private static final double MEMORY = 128;
  private static final double MAX_MEMORY = 2048;
  private static final double PRIOR_SAMPLES = 8;

  private final double[] learnt;
  private double[] mean;
  private double weight = PRIOR_SAMPLES;

  /**
   * Starts without samples.
   *
   * @param learnt mean of what was learnt, float64[dim] in the units of embeddings
   */
  public RecentMean(double... learnt) {
    this.learnt = learnt.clone();
    this.mean = learnt.clone();
  }

  /** Returns the same recent mean beside what was learnt later. */
  public RecentMean beside(double... learntLater) {
    RecentMean later = new RecentMean(learntLater);
    later.mean = mean.clone();
    later.weight = weight;
    return later;
  }

  /** Returns how far the recent mean is from the learnt one, float64[dim]. */
  public double[] displacement() {
    double[] displacement = mean.clone();
    Points.add(displacement, learnt, -1);
    return displacement;
  }

  /** Returns whether there are no samples yet. */
  public boolean isEmpty() {
    return weight == PRIOR_SAMPLES;
  }

  /** Adds a sample. */
  public void add(Embedding sample, Conditions conditions) {
    add(sample.toPoint(), conditions);
  }

  void add(double[] point, Conditions conditions) {
    weight = Math.min(weight + 1, memory(conditions));
    Points.approach(mean, point, 1 / weight);
  }

  static double memory(Conditions conditions) {
    double r = conditions.autocorrelation();
    return Math.min(MAX_MEMORY, MEMORY * (1 + r) / (1 - r));
  }

  /** Forgets the source. */
  public void reset() {
    mean = learnt.clone();
    weight = PRIOR_SAMPLES;
  }

  /** Writes the recent mean. */
  public void save(StateWriter state) {
    state.put(mean).put(weight);
  }

  /** Goes on where it was written. */
  public RecentMean load(StateReader state) {
    mean = state.nextDoubles(learnt.length);
    weight = state.nextDouble();
    return this;
  }
}
