package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeSearchTest {
  private static final int DIM = 12;
  private static final int FEATURES = 60;
  private static final int STEPS = 8;

  private final RandomGenerator random = Seeds.random();

  @ParameterizedTest
  @CsvSource({"1, 300", "4, 70", "4, 200", "20, 30", "64, 10"})
  void findsTheRidgeOfTheErrorOverAllClasses(int classes, int samples) {
    FeatureSums sums = sums(classes, samples);
    double[] errors = errors(sums);
    int expected = 0;
    while (expected + 1 < STEPS && errors[expected + 1] < errors[expected]) {
      expected++;
    }
    assertThat(share(sums)).isEqualTo(shares()[expected]);
  }

  /** More classes than columns: the error is an estimate, the same signs for every ridge. */
  @ParameterizedTest
  @CsvSource({"65, 10", "150, 8", "300, 5"})
  void ridgeOfManyClassesIsAsGoodAsThatOfAll(int classes, int samples) {
    FeatureSums sums = sums(classes, samples);
    double[] errors = errors(sums);
    int chosen = Arrays.binarySearch(negated(shares()), -share(sums));
    double least = Arrays.stream(errors).min().orElseThrow();
    assertThat(errors[chosen]).isLessThan(1.02 * least);
  }

  @Test
  void fewHeldOutSamplesSayNothing() {
    FeatureSums sums = sums(2, 8);
    assertThat(sums.heldOut().samples()).isLessThan(20);
    assertThat(share(sums)).isEqualTo(RidgeSearch.DEFAULT_SHARE);
  }

  private FeatureSums sums(int classes, int samples) {
    Space space = Samples.space(DIM);
    FeatureSums sums = new FeatureSums(RandomFeatures.rectified(space, FEATURES, 5));
    int[] counts = new int[classes];
    Arrays.fill(counts, samples);
    List<Samples.Labelled> drawn = Samples.gaussian(random, space, counts, 1);
    for (int n = 0; n < drawn.size(); n++) {
      sums.apply(Samples.first("s" + n, drawn.get(n)));
    }
    return sums;
  }

  private static double share(FeatureSums sums) {
    return RidgeSearch.share(Kernels.operations(), sums);
  }

  private static double[] shares() {
    double[] shares = new double[STEPS];
    double share = 1;
    for (int step = 0; step < STEPS; step++) {
      shares[step] = share;
      share *= 0.1;
    }
    return shares;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  /** The squared error over the held-out samples at each ridge, by EJML, of all classes. */
  private static double[] errors(FeatureSums sums) {
    List<String> labels = new ArrayList<>(sums.fitted().labels());
    DMatrixRMaj gram = matrix(sums.fitted());
    DMatrixRMaj heldOutGram = matrix(sums.heldOut());
    DMatrixRMaj targets = targets(sums.fitted(), labels);
    DMatrixRMaj heldOutTargets = targets(sums.heldOut(), labels);
    double meanDiagonal = CommonOps_DDRM.trace(gram) / FEATURES;
    return Arrays.stream(shares())
        .map(share -> {
          DMatrixRMaj ridged = gram.copy();
          for (int i = 0; i < FEATURES; i++) {
            ridged.add(i, i, share * meanDiagonal);
          }
          DMatrixRMaj weights = new DMatrixRMaj(FEATURES, labels.size());
          CommonOps_DDRM.solve(ridged, targets, weights);
          DMatrixRMaj products = new DMatrixRMaj(FEATURES, labels.size());
          CommonOps_DDRM.mult(heldOutGram, weights, products);
          double error = sums.heldOut().samples();
          for (int at = 0; at < products.getNumElements(); at++) {
            error += weights.get(at) * (products.get(at) - 2 * heldOutTargets.get(at));
          }
          return error;
        })
        .toArray();
  }

  private static DMatrixRMaj matrix(SufficientStatistics statistics) {
    return DMatrixRMaj.wrap(FEATURES, FEATURES, SymmetricMatrices.full(statistics.moments()));
  }

  private static DMatrixRMaj targets(SufficientStatistics statistics, List<String> labels) {
    DMatrixRMaj targets = new DMatrixRMaj(FEATURES, labels.size());
    for (int c = 0; c < labels.size(); c++) {
      for (int i = 0; i < FEATURES; i++) {
        int row = i;
        int column = c;
        statistics
            .classSums(labels.get(c))
            .ifPresent(sums -> targets.set(row, column, (double) sums.sum(row)));
      }
    }
    return targets;
  }
}
