package io.alluvium.learning.transition;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Kernels;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.internal.Cholesky;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What others do when the encoder changes, to compare with. Statistics are moved by the same code;
 * only map, translation and what is added to the second moment differ.
 */
public enum Rival {
  /** The old statistics as they are. */
  NONE(true) {
    @Override
    Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
      Space to = moments.to();
      return Move.along(identity(old.space(), to));
    }
  },
  /**
   * Each class mean goes with the samples that were close to it: Yu et al., "Semantic drift
   * compensation for class-incremental learning", CVPR 2020, equation (8), deviation 0.3.
   */
  SDC(true) {
    @Override
    Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
      Space to = moments.to();
      Map<String, double[]> translations = new TreeMap<>();
      for (String label : old.labels()) {
        translations.put(label, SdcDrift.of(old.classSums(label).orElseThrow(), pairs, to));
      }
      return Move.along(identity(old.space(), to), translations);
    }
  },
  /**
   * Linear map without centring, ridge 1e-4, drawn towards the identity by {@code exp(-n/d)}, and
   * 1e-2 on the diagonal of the covariance: SLDC's linear variant.
   */
  SLDC_LINEAR(true) {
    @Override
    Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
      Space to = moments.to();
      int dim = to.dim();
      double square = to.unit() * to.unit();
      double drawn = StrictMath.exp(-(double) moments.samples() / dim);
      Matrix weights = ridge(moments, 1e-4 * square).scaled(1 - drawn);
      weights.addToDiagonal(drawn);
      Matrix added = Matrix.identity(dim).scaled(1e-2 * square);
      return Move.along(linear(old.space(), to, weights, added));
    }
  },
  /**
   * Linear map without centring and nearly without ridge, 1e-9: DPCR's projection. Its second step,
   * a projection for each class, needs a second moment of each and is left out.
   */
  DPCR(false) {
    @Override
    Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
      Space to = moments.to();
      int dim = to.dim();
      Matrix weights = ridge(moments, 1e-9 * to.unit() * to.unit());
      return Move.along(linear(old.space(), to, weights, Matrix.zeros(dim, dim)));
    }
  },
  /**
   * A rotation between the centred views, then each class mean to the centre of the new views that
   * look like it: the semantic calibration of Zhou et al., "DR-Tune", ICCV 2023.
   */
  KABSCH(true) {
    @Override
    Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
      Space to = moments.to();
      int dim = to.dim();
      CentredMoments centred = CentredMoments.of(moments.sums(), old.space().dim());
      Matrix rotation = Procrustes.rotation(centred.xy());
      Transition turned =
          new Transition(
              old.space(), to, rotation, centred.offset(rotation), Matrix.zeros(dim, dim), 0, 1);
      return Move.along(turned, ConfidentCentres.of(Move.along(turned).of(old), pairs));
    }
  };

  private final boolean needsEqualWidths;

  Rival(boolean needsEqualWidths) {
    this.needsEqualWidths = needsEqualWidths;
  }

  /**
   * Returns how this one moves statistics.
   *
   * @param old what was learnt
   * @param moments of the shadow pairs
   * @param pairs the shadow pairs themselves, which some need
   * @return empty if it cannot go between spaces of these widths
   */
  public Optional<Move> move(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs) {
    if (needsEqualWidths && moments.from().dim() != moments.to().dim()) {
      return Optional.empty();
    }
    return Optional.of(moved(old, moments, pairs));
  }

  abstract Move moved(SufficientStatistics old, ShadowMoments moments, List<Pair> pairs);

  private static Transition identity(Space from, Space to) {
    int dim = to.dim();
    return linear(from, to, Matrix.identity(dim), Matrix.zeros(dim, dim));
  }

  private static Transition linear(Space from, Space to, Matrix weights, Matrix added) {
    return new Transition(from, to, weights, new double[to.dim()], added, 0, 1);
  }

  private static Matrix ridge(ShadowMoments moments, double ridge) {
    CentredMoments raw = CentredMoments.aroundOrigin(moments.sums(), moments.from().dim());
    int dim = raw.xx().rows();
    Matrix ridged = raw.xx().copy();
    ridged.addToDiagonal(ridge);
    Matrix weights = raw.xy().copy();
    Cholesky.of(Kernels.operations(), ridged.values(), dim)
        .orElseThrow(() -> new IllegalArgumentException("old views do not span their space"))
        .solve(weights.values(), weights.columns());
    return weights;
  }

  /** How far a class mean drifts with the samples close to it. */
  private static final class SdcDrift {
    private static final double DEVIATION = 0.3;
    private static final double FLOOR = 1e-5;

    private SdcDrift() {}

    static double[] of(ClassSums sums, List<Pair> pairs, Space to) {
      int dim = to.dim();
      double usual = to.usualNorm();
      double[] drift = new double[dim];
      double total = 0;
      for (Pair pair : pairs) {
        double distance = 0;
        for (int i = 0; i < dim; i++) {
          double off = (pair.from().get(i) - (double) sums.sum(i) / sums.count()) / usual;
          distance += off * off;
        }
        double weight = StrictMath.exp(-distance / (2 * DEVIATION * DEVIATION)) + FLOOR;
        total += weight;
        for (int i = 0; i < dim; i++) {
          drift[i] += weight * (pair.to().get(i) - pair.from().get(i));
        }
      }
      for (int i = 0; i < dim; i++) {
        drift[i] /= total;
      }
      return drift;
    }
  }
}
