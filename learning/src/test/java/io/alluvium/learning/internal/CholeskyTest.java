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
