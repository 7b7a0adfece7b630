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

  private final double[] mean;
  private final double[] meanProducts;
  private double weight = PRIOR_SAMPLES;
  private double sum;
  private long run;

  /** Starts without samples. */
  public ShiftEvidence(ClassGeometry geometry) {
    this.mean = new double[geometry.space().dim()];
    this.meanProducts = new double[geometry.classes()];
  }

  /** Adds a sample; returns whether it raises an alarm, after which the sum begins anew. */
  public boolean add(WhitenedPoint point) {
    double gain = point.leastSquaredDistance() - point.leastSquaredDistanceLess(mean, meanProducts);
    sum = Math.max(0, sum + Math.clamp(gain, -CLIP, CLIP));
    run = sum == 0 ? 0 : run + 1;
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

  /** Returns how many samples ago the sum was 0. */
  public long run() {
    return run;
  }

  void save(StateWriter state) {
    state.put(mean).put(meanProducts).put(weight).put(sum).put(run);
  }

  ShiftEvidence load(StateReader state) {
    System.arraycopy(state.nextDoubles(mean.length), 0, mean, 0, mean.length);
    double[] products = state.nextDoubles(meanProducts.length);
    System.arraycopy(products, 0, meanProducts, 0, products.length);
    weight = state.nextDouble();
    sum = state.nextDouble();
    run = state.nextLong(Long.MAX_VALUE);
    return this;
  }
}
