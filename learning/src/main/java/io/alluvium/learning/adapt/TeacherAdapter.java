package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.SeededNumbers;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;

/**
 * Two displacements: a fast one that follows the answers of a slow one, which is its fading mean
 * and answers by the mean over {@value #VIEWS} disturbed views. At each sample, one coordinate of
 * the fast one in a hundred is set back to 0, so that the way home is never lost.
 *
 * <p>Source: Wang, Fink, Van Gool and Dai, "Continual test-time domain adaptation", CVPR 2022
 * (CoTTA). Departs from it: displacements of the embedding take the place of the network, and views
 * are embeddings with normal noise, drawn from a sequence of the adapter's own.
 */
final class TeacherAdapter extends DisplacingAdapter {
  static final int VIEWS = 4;
  private static final double SLOW_RATE = 0.02;
  private static final double FAST_RATE = 0.02;
  private static final double RESTORED = 0.01;
  private static final double NOISE = 0.05;
  private static final long SEED = 1;

  private double[] fast;
  private double[] slow;
  private long absorbed;

  TeacherAdapter(ClassGeometry geometry) {
    super(geometry);
    this.fast = new double[geometry.space().dim()];
    this.slow = fast.clone();
  }

  @Override
  public String name() {
    return "teacher";
  }

  @Override
  boolean isIdentity() {
    return absorbed == 0;
  }

  @Override
  double[] displacement(Sample sample) {
    return slow;
  }

  @Override
  Posterior answer(Sample sample) {
    if (isIdentity()) {
      return sample.frozen();
    }
    SeededNumbers numbers = new SeededNumbers(SEED + absorbed);
    double[] point = sample.point();
    double deviation = NOISE * Math.sqrt(Matrices.dot(point, point) / point.length);
    double[] mean = new double[geometry().classes()];
    for (int view = 0; view < VIEWS; view++) {
      double[] displacement = slow.clone();
      for (int i = 0; i < displacement.length && view > 0; i++) {
        displacement[i] += deviation * numbers.normal();
      }
      Points.add(mean, at(sample, displacement).toArray(), 1.0 / VIEWS);
    }
    return Posterior.ofWeights(mean);
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    Posterior taught = answer(sample);
    double[] gap = sample.point();
    Points.add(gap, geometry().mixed(taught.toArray()), -1);
    Points.approach(fast, gap, FAST_RATE);
    SeededNumbers numbers = new SeededNumbers(-SEED - absorbed);
    for (int i = 0; i < fast.length; i++) {
      fast[i] = numbers.uniform() < RESTORED ? 0 : fast[i];
    }
    Points.approach(slow, fast, SLOW_RATE);
    absorbed++;
  }

  @Override
  public void reset() {
    Arrays.fill(fast, 0);
    Arrays.fill(slow, 0);
    absorbed = 0;
  }

  @Override
  public void save(StateWriter state) {
    state.put(fast).put(slow).put(absorbed);
  }

  @Override
  public void load(StateReader state) {
    fast = state.nextDoubles(fast.length);
    slow = state.nextDoubles(slow.length);
    absorbed = state.nextLong(Long.MAX_VALUE);
  }
}
