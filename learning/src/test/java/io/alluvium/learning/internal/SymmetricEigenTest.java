package io.alluvium.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricEigenTest {
  private static final KernelOperations SCALAR = RandomMatrices.KERNELS.getFirst();

  @Test
  void decomposesAMatrixDoneByHand() {
    SymmetricEigen eigen = SymmetricEigen.of(SCALAR, new double[] {2, 1, 1, 2}, 2);
    assertThat(sorted(eigen.values())).containsExactly(new double[] {1, 3}, within(1e-15));
    assertThat(SymmetricEigen.of(SCALAR, new double[] {-5}, 1).values()).containsExactly(-5);
    assertThat(SymmetricEigen.of(SCALAR, new double[] {-5}, 1).vectors()).containsExactly(1);
  }

  @Test
  void diagonalStaysAsItIs() {
    SymmetricEigen eigen = SymmetricEigen.of(SCALAR, new double[] {3, 0, 0, 0, 7, 0, 0, 0, 0}, 3);
    assertThat(sorted(eigen.values())).containsExactly(0, 3, 7);
    assertThat(SymmetricEigen.of(SCALAR, new double[16], 4).values()).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,1", "8,8", "33,33", "40,3", "96,200"})
  void valuesAreThoseOfEjmlAndVectorsReconstruct(int dim, int rank) {
    RandomGenerator random = Seeds.random();
    DMatrixRMaj matrix = RandomMatrices.symmetric(random, dim, rank);
    double[] expected = sorted(ejmlValues(matrix, dim));
    double tolerance = 1e-13 * dim * CommonOps_DDRM.elementMaxAbs(matrix);
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      SymmetricEigen eigen = SymmetricEigen.of(kernels, matrix.data, dim);
      assertThat(sorted(eigen.values())).containsExactly(expected, within(tolerance));
      assertThat(SymmetricEigen.valuesOf(kernels, matrix.data, dim)).isEqualTo(eigen.values());
      DMatrixRMaj vectors = RandomMatrices.wrap(eigen.vectors(), dim);
      assertThat(MatrixFeatures_DDRM.isOrthogonal(vectors, 1e-12)).isTrue();
      assertThat(
              MatrixFeatures_DDRM.isEquals(
                  matrix, RandomMatrices.reconstructed(eigen, dim), tolerance))
          .isTrue();
    }
  }

  private static double[] ejmlValues(DMatrixRMaj matrix, int dim) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(dim, false, true);
    eigen.decompose(matrix.copy());
    double[] values = new double[dim];
    for (int i = 0; i < dim; i++) {
      values[i] = eigen.getEigenvalue(i).real;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"2,2", "7,3", "64,64", "384,40"})
  void bitsDoNotDependOnTheKernels(int dim, int rank) {
    double[] matrix = RandomMatrices.symmetric(Seeds.random(), dim, rank).data;
    SymmetricEigen scalar = SymmetricEigen.of(SCALAR, matrix, dim);
    SymmetricEigen vector = SymmetricEigen.of(RandomMatrices.KERNELS.getLast(), matrix, dim);
    assertThat(vector.values()).isEqualTo(scalar.values());
    assertThat(vector.vectors()).isEqualTo(scalar.vectors());
  }

  @Test
  void refusesWhatIsNotFinite() {
    double[] matrix = {1, Double.NaN, Double.NaN, 1};
    assertThatThrownBy(() -> SymmetricEigen.of(SCALAR, matrix, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("eigenvalue 0 of 2 has not converged in 100 sweeps");
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
