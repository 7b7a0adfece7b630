package io.alluvium.learning.transition;

import io.alluvium.learning.Kernels;
import io.alluvium.learning.internal.Cholesky;
import java.util.ArrayList;
import java.util.List;

/**
 * Affine ridge regression of one view on the other, whose prior and ridge are chosen by the squared
 * error on pairs that are held out. All of it follows from moments.
 *
 * <pre>
 * W = W0 + (Cxx + l tr(Cxx)/d I)^-1 (Cxy - Cxx W0)         W0: one of {@link TransitionPrior}
 * e = [tr(Cyy) - 2 tr(W'Cxy) + tr(W'Cxx W)] / n + |d|^2     of the pairs held out
 * d = (my - mx W) held out - (my - mx W) fitted
 * </pre>
 *
 * In the eigenvectors {@code E} of {@code Cxx} that were fitted, {@code Z = E W} is {@code Z0 + (D
 * + l)^-1 A}, so that the error of every ridge costs {@code d^2} once three products are known:
 *
 * <pre>
 * Z Z' = Z0 Z0' + g A Z0' + Z0 A' g + g A A' g             g = (D + l)^-1
 * </pre>
 */
final class RidgeFit {
  /** Ridges tried, as shares of the mean eigenvalue: half decades from 1e-4 to 1e2. */
  private static final int RIDGES = 13;

  private static final double LEAST_RIDGE = 1e-4;

  /**
   * What was chosen.
   *
   * @param weights {@code W} of the pairs fitted
   * @param start {@code W0}
   * @param ridge {@code l}
   * @param error mean squared error of a pair held out, in squared units of the new view
   */
  record Choice(TransitionPrior prior, double ridge, double error, Matrix start, Matrix weights) {}

  private final CentredMoments fit;
  private final CentredMoments hold;
  private final Spectrum spectrum;
  private final Matrix fitCross;
  private final Matrix holdCross;
  private final Matrix holdSquares;
  private final double[] shiftX;
  private final double[] shiftY;

  /**
   * Prepares the choice.
   *
   * @param spectrum of {@code fit.xx()}
   */
  RidgeFit(CentredMoments fit, CentredMoments hold, Spectrum spectrum) {
    this.fit = fit;
    this.hold = hold;
    this.spectrum = spectrum;
    Matrix vectors = spectrum.vectors();
    this.fitCross = vectors.times(fit.xy());
    this.holdCross = vectors.times(hold.xy());
    this.holdSquares = vectors.times(hold.xx()).times(vectors.transposed());
    double[] shift = difference(hold.means().x(), fit.means().x());
    this.shiftX = Matrix.of(1, shift.length, shift).times(vectors.transposed()).values();
    this.shiftY = difference(hold.means().y(), fit.means().y());
  }

  private static double[] difference(double[] left, double[] right) {
    double[] difference = new double[left.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = left[i] - right[i];
    }
    return difference;
  }

  /** Returns the best prior and ridge; of equal errors the first prior and the smaller ridge. */
  Choice choose() {
    Choice best = best(TransitionPrior.ZERO, Matrix.zeros(fit.xy().rows(), fit.xy().columns()));
    for (Choice other : others()) {
      best = other.error() < best.error() ? other : best;
    }
    Matrix weights = spectrum.vectors().transposed().times(best.weights());
    return new Choice(best.prior(), best.ridge(), best.error(), best.start(), weights);
  }

  private List<Choice> others() {
    List<Choice> others = new ArrayList<>();
    if (fit.xy().rows() == fit.xy().columns()) {
      others.add(best(TransitionPrior.IDENTITY, Matrix.identity(fit.xy().rows())));
    }
    others.add(best(TransitionPrior.PROCRUSTES, Procrustes.scaled(fit)));
    return others;
  }

  /** Returns the best ridge of a prior, with {@code Z} in place of {@code W}. */
  private Choice best(TransitionPrior prior, Matrix start) {
    boolean isZero = prior == TransitionPrior.ZERO;
    Matrix z0 = isZero ? start : spectrum.vectors().times(start);
    Matrix target = isZero ? fitCross : fitCross.plus(-1, z0.rowsScaled(spectrum.values()));
    Matrix squares = target.timesOwnTransposed();
    Matrix mixed = isZero ? squares : target.times(z0.transposed());
    double fixed = isZero ? 0 : holdSquares.dot(z0.timesOwnTransposed());
    double bestRidge = 0;
    double bestError = Double.POSITIVE_INFINITY;
    Matrix bestZ = start;
    for (int step = 0; step < RIDGES; step++) {
      double ridge = LEAST_RIDGE * StrictMath.pow(10, step / 2.0);
      double[] inverse = inverse(ridge);
      Matrix z = z0.plus(1, target.rowsScaled(inverse));
      double square = fixed + growth(inverse, isZero ? 0 : 2, mixed, squares);
      double error = error(z, square);
      if (error < bestError) {
        bestError = error;
        bestRidge = ridge;
        bestZ = z;
      }
    }
    return new Choice(prior, bestRidge, bestError, start, bestZ);
  }

  /** {@code (D + l tr/d)^-1}; 0 where there is nothing at all. */
  private double[] inverse(double ridge) {
    double[] inverse = new double[spectrum.values().length];
    double floor = ridge * fit.xx().trace() / inverse.length;
    for (int i = 0; i < inverse.length; i++) {
      double value = spectrum.values()[i] + floor;
      inverse[i] = value > 0 ? 1 / value : 0;
    }
    return inverse;
  }

  /** What {@code tr(H Z Z')} has beyond that of {@code Z0}. */
  private double growth(double[] inverse, double twice, Matrix mixed, Matrix squares) {
    double sum = 0;
    for (int i = 0; i < inverse.length; i++) {
      for (int j = 0; j < inverse.length; j++) {
        double parts = twice * mixed.get(i, j) + inverse[j] * squares.get(i, j);
        sum += inverse[i] * holdSquares.get(i, j) * parts;
      }
    }
    return sum;
  }

  private double error(Matrix z, double square) {
    double within = (hold.yy().trace() - 2 * z.dot(holdCross) + square) / hold.samples();
    double[] moved = z.rowTimes(shiftX);
    double shift = 0;
    for (int i = 0; i < moved.length; i++) {
      double off = shiftY[i] - moved[i];
      shift += off * off;
    }
    return Math.max(within, 0) + shift;
  }

  /** Returns {@code W} of all pairs, with what was chosen. */
  static Matrix refit(CentredMoments all, Choice choice) {
    int dim = all.xx().rows();
    Matrix ridged = all.xx().copy();
    ridged.addToDiagonal(choice.ridge() * all.xx().trace() / dim);
    boolean isZero = choice.prior() == TransitionPrior.ZERO;
    Matrix target = isZero ? all.xy().copy() : all.xy().plus(-1, all.xx().times(choice.start()));
    Cholesky.of(Kernels.operations(), ridged.values(), dim)
        .orElseThrow(() -> new IllegalArgumentException("old views do not differ from each other"))
        .solve(target.values(), target.columns());
    return isZero ? target : choice.start().plus(1, target);
  }
}
