package io.alluvium.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Seeds;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
  private static final KernelOperations SCALAR = RandomMatrices.KERNELS.getFirst();

  @Test
  void factorsAMatrixDoneByHand() {
    Cholesky cholesky = Cholesky.of(SCALAR, new double[] {4, 2, 2, 10}, 2).orElseThrow();
    assertThat(cholesky.upper()).containsExactly(2, 1, 0, 3);
    assertThat(cholesky.inverseUpper()).containsExactly(0.5, -1.0 / 6, 0, 1.0 / 3);
    assertThat(cholesky.inverse())
        .containsExactly(new double[] {10.0 / 36, -2.0 / 36, -2.0 / 36, 4.0 / 36}, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 31, 100})
  void inverseIsThatOfEjml(int dim) {
    RandomGenerator random = Seeds.random();
    DMatrixRMaj matrix = RandomMatrices.symmetric(random, dim, dim + 5);
    DMatrixRMaj expected = new DMatrixRMaj(dim, dim);
    CommonOps_DDRM.invert(matrix, expected);
    double tolerance = 1e-9 * CommonOps_DDRM.elementMaxAbs(expected);
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      double[] inverse = Cholesky.of(kernels, matrix.data, dim).orElseThrow().inverse();
      assertThat(
              MatrixFeatures_DDRM.isEquals(expected, RandomMatrices.wrap(inverse, dim), tolerance))
          .isTrue();
      assertThat(MatrixFeatures_DDRM.isSymmetric(RandomMatrices.wrap(inverse, dim), 0)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 64, 129, 300})
  void rowsAreThoseMadeOneByOne(int dim) {
    double[] matrix = RandomMatrices.symmetric(Seeds.random(), dim, dim + 5).data;
    double[] expected = new double[dim * dim];
    for (int i = 0; i < dim; i++) {
      double pivot = 0;
      for (int j = i; j < dim; j++) {
        double value = matrix[i * dim + j];
        for (int k = 0; k < i; k++) {
          double product = expected[k * dim + i] * expected[k * dim + j];
          value -= product;
        }
        pivot = j == i ? Math.sqrt(value) : pivot;
        expected[i * dim + j] = value / pivot;
      }
    }
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      assertThat(Cholesky.of(kernels, matrix, dim).orElseThrow().upper()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 45, 64, 65, 200})
  void solvesWhatEjmlSolves(int dim) {
    RandomGenerator random = Seeds.random();
    int columns = 11;
    DMatrixRMaj matrix = RandomMatrices.symmetric(random, dim, dim + 5);
    double[] right = random.doubles((long) dim * columns, -1, 1).toArray();
    DMatrixRMaj expected = new DMatrixRMaj(dim, columns);
    CommonOps_DDRM.solve(matrix, DMatrixRMaj.wrap(dim, columns, right), expected);
    double tolerance = 1e-9 * CommonOps_DDRM.elementMaxAbs(expected);
    double[] scalar = solution(SCALAR, matrix.data, dim, right, columns);
    double[] vector = solution(RandomMatrices.KERNELS.getLast(), matrix.data, dim, right, columns);
    assertThat(
            MatrixFeatures_DDRM.isEquals(
                expected, DMatrixRMaj.wrap(dim, columns, scalar), tolerance))
        .isTrue();
    assertThat(vector).isEqualTo(scalar);
  }

  @Test
  void columnsDoNotDependOnOneAnother() {
    int dim = 150;
    int columns = 21;
    RandomGenerator random = Seeds.random();
    double[] matrix = RandomMatrices.symmetric(random, dim, dim + 5).data;
    double[] right = random.doubles((long) dim * columns, -1, 1).toArray();
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      double[] together = solution(kernels, matrix, dim, right, columns);
      for (int c = 0; c < columns; c++) {
        double[] alone = solution(kernels, matrix, dim, column(right, columns, c), 1);
        assertThat(alone).as("column %d", c).isEqualTo(column(together, columns, c));
      }
    }
  }

  private static double[] solution(
      KernelOperations kernels, double[] matrix, int dim, double[] right, int columns) {
    double[] values = right.clone();
    Cholesky.of(kernels, matrix, dim).orElseThrow().solve(values, columns);
    return values;
  }

  private static double[] column(double[] values, int columns, int number) {
    double[] column = new double[values.length / columns];
    for (int i = 0; i < column.length; i++) {
      column[i] = values[i * columns + number];
    }
    return column;
  }

  @Test
  void addsTheRidgeToTheDiagonal() {
    int dim = 140;
    double[] matrix = RandomMatrices.symmetric(Seeds.random(), dim, dim + 5).data;
    double[] ridged = matrix.clone();
    for (int i = 0; i < dim; i++) {
      ridged[i * dim + i] += 0.75;
    }
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      assertThat(Cholesky.of(kernels, matrix, dim, 0.75).orElseThrow().upper())
          .isEqualTo(Cholesky.of(kernels, ridged, dim).orElseThrow().upper());
    }
    assertThat(Cholesky.of(SCALAR, new double[] {-1, 0, 0, -1}, 2, 0.5)).isEmpty();
    assertThat(Cholesky.of(SCALAR, new double[] {1, 1, 1, 1}, 2, 0.5)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 45, 384})
  void bitsDoNotDependOnTheKernels(int dim) {
    RandomGenerator random = Seeds.random();
    double[] matrix = RandomMatrices.symmetric(random, dim, dim + 5).data;
    Cholesky scalar = Cholesky.of(SCALAR, matrix, dim).orElseThrow();
    Cholesky vector = Cholesky.of(RandomMatrices.KERNELS.getLast(), matrix, dim).orElseThrow();
    assertThat(vector.upper()).isEqualTo(scalar.upper());
    assertThat(vector.inverseUpper()).isEqualTo(scalar.inverseUpper());
    assertThat(vector.inverse()).isEqualTo(scalar.inverse());
  }

  @Test
  void refusesWhatIsNotPositiveDefinite() {
    assertThat(Cholesky.of(SCALAR, new double[] {1, 1, 1, 1}, 2)).isEmpty();
    assertThat(Cholesky.of(SCALAR, new double[] {1, 2, 2, 1}, 2)).isEmpty();
    assertThat(Cholesky.of(SCALAR, new double[] {0}, 1)).isEmpty();
    assertThat(Cholesky.of(SCALAR, new double[] {Double.NaN}, 1)).isEmpty();
  }
}
