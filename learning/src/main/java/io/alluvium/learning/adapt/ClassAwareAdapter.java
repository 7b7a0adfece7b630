package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;
import java.util.Arrays;

/**
 * Scales and moves each dimension so that samples come near the class they are answered with, as
 * seen from the other classes: descends the gradient of {@code ln D_y - ln mean_c D_c}, {@code D_c}
 * the squared Mahalanobis distance to class {@code c} and {@code y} the nearest, in steps of
 * normalised length, and goes back to the identity by one part in 1024 at each sample. Twice the
 * dimension in parameters.
 *
 * <p>Source: Jung, Lee, Kim, Shaban, Boots and Choo, "CAFA: class-aware feature alignment for
 * test-time adaptation", ICCV 2023. Departs from it: an affine map of the embedding takes the place
 * of normalisation layers, and the gradient is written out.
 */
final class ClassAwareAdapter extends DisplacingAdapter {
  private static final double RATE = 0.002;
  private static final double DECAY = 1.0 / 1024;
  private static final double RAMP = 64;
  private static final double SHARE_MEMORY = 256;

  private final double[] centre;
  private final double[] middle;
  private final double unit;
  private double[] scale;
  private double[] offset;
  private final AnswerShares shares;
  private long absorbed;

  ClassAwareAdapter(ClassGeometry geometry) {
    super(geometry);
    this.centre = geometry.centre();
    this.scale = ones(centre.length);
    this.offset = new double[centre.length];
    this.middle = middle(geometry);
    this.unit = scatter(geometry);
    this.shares = new AnswerShares(geometry.classes(), SHARE_MEMORY);
  }

  private static double[] ones(int dim) {
    double[] ones = new double[dim];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A typical deviation of a coordinate: what steps are measured in. */
  private static double scatter(ClassGeometry geometry) {
    double squares = 0;
    for (int c = 0; c < geometry.classes(); c++) {
      double[] gap = geometry.mean(c);
      Points.add(gap, geometry.centre(), -1);
      squares += Matrices.dot(gap, gap) / (geometry.classes() * gap.length);
    }
    return Math.sqrt(squares) + Double.MIN_NORMAL;
  }

  @Override
  public String name() {
    return "class-aware";
  }

  @Override
  boolean isIdentity() {
    return absorbed == 0;
  }

  @Override
  double[] displacement(Sample sample) {
    double[] displacement = sample.point();
    for (int i = 0; i < displacement.length; i++) {
      double gap = displacement[i] - centre[i];
      displacement[i] = gap - (scale[i] * gap + offset[i]);
    }
    return displacement;
  }

  @Override
  void absorb(Sample sample, Conditions conditions) {
    ClassGeometry geometry = geometry();
    double[] moved = sample.point();
    Points.add(moved, displacement(sample), -1);
    double[] whitened = geometry.whitened(moved);
    double[] distances = geometry.squaredDistances(whitened);
    int nearest = nearest(distances);
    double[] gradient = gradient(whitened, distances, nearest);
    double norm = Math.sqrt(Matrices.dot(gradient, gradient) / gradient.length);
    double step = norm > 0 ? balance(nearest) * RATE * unit / norm : 0;
    double[] point = sample.point();
    for (int i = 0; i < gradient.length; i++) {
      offset[i] = (1 - DECAY) * offset[i] - step * gradient[i];
      double along = Math.clamp((point[i] - centre[i]) / (8 * unit), -1, 1);
      double changed = scale[i] - step / unit * gradient[i] * along / 8;
      scale[i] = Math.clamp(changed + DECAY * (1 - changed), 0.5, 2);
    }
    absorbed++;
  }

  /** Less for a class that is answered more than others, so that none draws all samples to it. */
  private double balance(int nearest) {
    shares.add(nearest);
    double ramp = Math.min(1, (absorbed + 1) / RAMP);
    return ramp * Math.min(1, geometry().prior(nearest) / shares.of(nearest));
  }

  private static int nearest(double[] distances) {
    int nearest = 0;
    for (int c = 1; c < distances.length; c++) {
      nearest = distances[c] < distances[nearest] ? c : nearest;
    }
    return nearest;
  }

  private double[] gradient(double[] whitened, double[] distances, int nearest) {
    ClassGeometry geometry = geometry();
    double total = 0;
    for (double distance : distances) {
      total += distance;
    }
    double own = Math.max(distances[nearest], Double.MIN_NORMAL);
    double[] gradient = new double[whitened.length];
    Points.add(gradient, whitened, 2 / own - 2 * distances.length / total);
    Points.add(gradient, geometry.whitened(geometry.mean(nearest)), -2 / own);
    Points.add(gradient, middle, 2 * distances.length / total);
    return geometry.gradient(gradient);
  }

  private static double[] middle(ClassGeometry geometry) {
    double[] equal = new double[geometry.classes()];
    Arrays.fill(equal, 1.0 / equal.length);
    return geometry.whitened(geometry.mixed(equal));
  }

  @Override
  public void reset() {
    scale = ones(centre.length);
    offset = new double[centre.length];
    shares.reset();
    absorbed = 0;
  }

  @Override
  public void save(StateWriter state) {
    state.put(scale).put(offset).put(absorbed);
  }

  @Override
  public void load(StateReader state) {
    scale = state.nextDoubles(scale.length);
    offset = state.nextDoubles(offset.length);
    absorbed = state.nextLong(Long.MAX_VALUE);
  }

  @Override
  public void saveOfSolve(StateWriter state) {
    shares.save(state);
  }

  @Override
  public void loadOfSolve(StateReader state) {
    shares.load(state);
  }
}
