package io.alluvium.learning.drift;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.internal.Matrices;

/**
 * Asks of each sample whether it is nearer to a class where the recent mean of the source would put
 * it back: sums how much the squared Mahalanobis distance to the nearest class falls, clipped at
 * {@value #CLIP}, and raises an alarm where the sum, never below 0, exceeds {@value #LIMIT}.
 *
 * <p>While nothing has changed, moving a sample by an estimated mean only adds the error of the
 * estimate, so the sum stays near 0; a mean that has moved because labels come in runs takes
 * samples away from their classes and counts against itself too. The mean fades with a memory of
 * 128 samples and begins as 8 samples of what was learnt. Mutable, for one thread.
 */
public final class ShiftEvidence {
  private static final double MEMORY = 128;
  private static final double PRIOR_SAMPLES = 8;
  private static final double CLIP = 10;
  private static final double LIMIT = 100;

  /** What a sample must gain more than, on average, to count as one after the change. */
  private static final double ALLOWANCE = 0.5;

  private final double[] mean;
  private final double[] meanProducts;
  private double weight = PRIOR_SAMPLES;
  private double sum;
  private long run;
  private double onsetSum;
  private long onsetRun;

  /** Starts without samples. */
  public ShiftEvidence(ClassGeometry geometry) {
    this.mean = new double[geometry.space().dim()];
    this.meanProducts = new double[geometry.classes()];
  }

  /** Adds a sample; returns whether it raises an alarm, after which the sum begins anew. */
  public boolean add(WhitenedPoint point) {
    double gain = point.leastSquaredDistance() - point.leastSquaredDistanceLess(mean, meanProducts);
    double clipped = Math.clamp(gain, -CLIP, CLIP);
    sum = Math.max(0, sum + clipped);
    run = sum == 0 ? 0 : run + 1;
    onsetSum = Math.max(0, onsetSum + clipped - ALLOWANCE);
    onsetRun = onsetSum == 0 ? 0 : onsetRun + 1;
    weight = Math.min(weight + 1, MEMORY);
    point.draw(mean, meanProducts, 1 / weight);
    boolean alarm = sum > LIMIT;
    sum = alarm ? 0 : sum;
    return alarm;
  }

  /** Returns the squared length of the displacement, in deviations within classes. */
  public double displacement() {
    return Matrices.dot(mean, mean);
  }

  /**
   * Returns how many samples ago the change began, as far as is known: since when the sum less
   * {@value #ALLOWANCE} a sample (the allowance of Page's cumulative sums, 1954) is above 0, or the
   * sum itself where samples gain less than that.
   */
  public long run() {
    return onsetRun == 0 ? run : onsetRun;
  }

  void save(StateWriter state) {
    state.put(mean).put(meanProducts).put(weight).put(sum).put(run).put(onsetSum).put(onsetRun);
  }

  ShiftEvidence load(StateReader state) {
    System.arraycopy(state.nextDoubles(mean.length), 0, mean, 0, mean.length);
    double[] products = state.nextDoubles(meanProducts.length);
    System.arraycopy(products, 0, meanProducts, 0, products.length);
    weight = state.nextDouble();
    sum = state.nextDouble();
    run = state.nextLong(Long.MAX_VALUE);
    onsetSum = state.nextDouble();
    onsetRun = state.nextLong(Long.MAX_VALUE);
    return this;
  }
}
