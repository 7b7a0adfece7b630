package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.internal.KernelOperations;
import java.util.Arrays;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalCovarianceTest {
  private final Random random = new Random(5);
  private final KernelOperations kernels = Kernels.operations();

  /** Fewer classes than dimensions, as many, and more. */
  @ParameterizedTest
  @CsvSource({"3, 8", "8, 8", "20, 8", "1, 4"})
  void distanceIsThatOfTheCovarianceWrittenOut(int classes, int dim) {
    SimpleMatrix means = gaussian(classes, dim);
    double[] shares = new double[classes];
    for (int c = 0; c < classes; c++) {
      shares[c] = 2.0 * (c + 1) / (classes * (classes + 1));
    }
    SimpleMatrix written =
        SimpleMatrix.identity(dim)
            .plus(means.transpose().mult(SimpleMatrix.diag(shares)).mult(means));
    SimpleMatrix point = gaussian(1, dim);

    double distance =
        TotalCovariance.of(kernels, shares, means.getDDRM().data, means.transpose().getDDRM().data)
            .orElseThrow()
            .squaredDistance(
                point.getDDRM().data,
                means.mult(point.transpose()).getDDRM().data,
                point.mult(point.transpose()).get(0));

    double expected = point.mult(written.invert()).mult(point.transpose()).get(0);
    assertThat(distance).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 2"})
  void saysNothingWhereClassesLieTooFarApart(int classes, int dim) {
    double[] shares = new double[classes];
    Arrays.fill(shares, 1.0 / classes);
    SimpleMatrix means = SimpleMatrix.ones(classes, dim).scale(1e9);

    assertThat(
            TotalCovariance.of(
                kernels, shares, means.getDDRM().data, means.transpose().getDDRM().data))
        .isEmpty();
  }

  private SimpleMatrix gaussian(int rows, int columns) {
    SimpleMatrix matrix = new SimpleMatrix(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.set(i, random.nextGaussian());
    }
    return matrix;
  }
}
