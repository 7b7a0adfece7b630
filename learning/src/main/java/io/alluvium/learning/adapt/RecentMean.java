package io.alluvium.learning.adapt;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * How far the recent mean of a source is from the mean of what was learnt.
 *
 * <p>While labels come in runs, the recent mean is as far from the learnt one as the classes that
 * have come are, although nothing has changed. So what counts then is how far the samples are from
 * the means of the classes that they were answered with. That is less than the whole shift where
 * answers are wrong; as soon as labels come independently of each other, the whole one counts.
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

  /** What written state begins with that has the means of classes in it. */
  private static final long WITH_CLASSES = -1;

  private final double[] learnt;
  private double[] mean;

  /**
   * Fades as the mean of the samples does, over the means of the classes they were answered with.
   */
  private double[] meanOfClasses;

  private double weight = PRIOR_SAMPLES;
  private boolean correlated;

  /**
   * Starts without samples.
   *
   * @param learnt mean of what was learnt, float64[dim] in the units of embeddings
   */
  public RecentMean(double... learnt) {
    this.learnt = learnt.clone();
    this.mean = learnt.clone();
    this.meanOfClasses = learnt.clone();
  }

  /** Returns the same recent mean beside what was learnt later. */
  public RecentMean beside(double... learntLater) {
    RecentMean later = new RecentMean(learntLater);
    later.mean = mean.clone();
    later.meanOfClasses = meanOfClasses.clone();
    later.weight = weight;
    later.correlated = correlated;
    return later;
  }

  /**
   * Returns how far the recent mean is from the learnt one, float64[dim]; from what the classes
   * that have come explain, if labels came in runs when the last sample was added.
   */
  public double[] displacement() {
    double[] displacement = mean.clone();
    Points.add(displacement, correlated ? meanOfClasses : learnt, -1);
    return displacement;
  }

  /** Returns whether there are no samples yet. */
  public boolean isEmpty() {
    return weight == PRIOR_SAMPLES;
  }

  /**
   * Adds a sample.
   *
   * @param meanOfClass learnt mean of the class it seems to be of, float64[dim]
   */
  public void add(Embedding sample, double[] meanOfClass, Conditions conditions) {
    add(sample.toPoint(), meanOfClass, conditions);
  }

  void add(double[] point, double[] meanOfClass, Conditions conditions) {
    weight = Math.min(weight + 1, memory(conditions));
    correlated = conditions.correlated();
    Points.approach(mean, point, 1 / weight);
    Points.approach(meanOfClasses, meanOfClass, 1 / weight);
  }

  static double memory(Conditions conditions) {
    double r = conditions.autocorrelation();
    return Math.min(MAX_MEMORY, MEMORY * (1 + r) / (1 - r));
  }

  /** Forgets the source. */
  public void reset() {
    mean = learnt.clone();
    meanOfClasses = learnt.clone();
    weight = PRIOR_SAMPLES;
    correlated = false;
  }

  /** Writes the recent mean. */
  public void save(StateWriter state) {
    state.put(WITH_CLASSES).put(mean).put(weight).put(meanOfClasses).put(correlated);
  }

  /** Goes on where it was written; as if all classes had come alike where none are written. */
  public RecentMean load(StateReader state) {
    boolean withClasses = state.passes(WITH_CLASSES);
    mean = state.nextDoubles(learnt.length);
    weight = state.nextDouble();
    meanOfClasses = withClasses ? state.nextDoubles(learnt.length) : learnt.clone();
    correlated = withClasses && state.nextBoolean();
    return this;
  }
}
