package io.alluvium.learning.internal;

/**
 * Two-class support vector machine with squared hinge loss, by coordinate descent on the dual: the
 * minimum over {@code w} of {@code |w|^2 / 2 + C sum_i max(0, 1 - y_i w . x_i)^2}.
 *
 * <p>Coordinates are visited in the order of the rows, so that the result is a function of them to
 * the last bit. Not thread-safe.
 *
 * <p>Source: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A dual coordinate descent method for
 * large-scale linear SVM", ICML 2008, algorithm 1 with the L2 loss. Departs from it: no random
 * permutation and no shrinking.
 */
public final class LinearSvm {
  private static final int MAX_SWEEPS = 30;
  private static final double TOLERANCE = 1e-2;

  private final KernelOperations kernels;
  private final int dim;
  private final double halfInverseCost;

  /**
   * Creates a solver.
   *
   * @param dim number of dimensions of a row
   * @param cost {@code C}, above 0
   */
  public LinearSvm(KernelOperations kernels, int dim, double cost) {
    this.kernels = kernels;
    this.dim = dim;
    this.halfInverseCost = 0.5 / cost;
  }

  /**
   * Returns the weights, float64[dim].
   *
   * @param rows float64[count][dim], row-major
   * @param positive whether each row is of the class
   */
  public double[] solve(double[] rows, boolean[] positive) {
    double[] weights = new double[dim];
    double[] duals = new double[positive.length];
    double[] curvature = new double[positive.length];
    for (int i = 0; i < positive.length; i++) {
      curvature[i] = halfInverseCost + dot(rows, i * dim, rows, i * dim);
    }
    double[] factor = new double[1];
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double largest = 0;
      for (int i = 0; i < positive.length; i++) {
        double sign = positive[i] ? 1 : -1;
        double gradient = sign * dot(weights, 0, rows, i * dim) - 1 + halfInverseCost * duals[i];
        double projected = duals[i] == 0 ? Math.min(gradient, 0) : gradient;
        largest = Math.max(largest, Math.abs(projected));
        if (projected != 0) {
          double before = duals[i];
          duals[i] = Math.max(before - gradient / curvature[i], 0);
          factor[0] = (duals[i] - before) * sign;
          kernels.addRows(1, dim, factor, 0, rows, i * dim, dim, weights, 0);
        }
      }
      if (largest < TOLERANCE) {
        break;
      }
    }
    return weights;
  }

  /** Four sums side by side, then added in one order: fast enough, and the same everywhere. */
  private double dot(double[] left, int leftAt, double[] right, int rightAt) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= dim; i += 4) {
      a += left[leftAt + i] * right[rightAt + i];
      b += left[leftAt + i + 1] * right[rightAt + i + 1];
      c += left[leftAt + i + 2] * right[rightAt + i + 2];
      d += left[leftAt + i + 3] * right[rightAt + i + 3];
    }
    for (; i < dim; i++) {
      a += left[leftAt + i] * right[rightAt + i];
    }
    return (a + b) + (c + d);
  }
}
