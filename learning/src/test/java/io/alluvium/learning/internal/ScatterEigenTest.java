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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScatterEigenTest {
  private static final KernelOperations SCALAR = RandomMatrices.KERNELS.getFirst();

  @Test
  void decomposesRowsDoneByHand() {
    double[] rows = {3, 4, 0, 0, 0, 0, 0, 2};
    SymmetricEigen eigen = ScatterEigen.of(SCALAR, rows, 2, 4);
    assertThat(eigen.values()).containsExactly(new double[] {25, 4, 0, 0}, within(1e-14));
    assertThat(Math.abs(eigen.vectors()[0])).isCloseTo(0.6, within(1e-15));
    assertThat(Math.abs(eigen.vectors()[1])).isCloseTo(0.8, within(1e-15));
    assertThat(Math.abs(eigen.vectors()[7])).isCloseTo(1, within(1e-15));
  }

  @Test
  void rowsOfZerosScatterNowhere() {
    SymmetricEigen eigen = ScatterEigen.of(SCALAR, new double[6], 2, 3);
    assertThat(eigen.values()).containsOnly(0);
    assertThat(eigen.vectors()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  /** Rows that sum to nothing, as those of classes about their mean do: one direction is lost. */
  @ParameterizedTest
  @CsvSource({"1,3,1", "2,3,1", "5,8,1", "7,40,1e-6", "30,41,1", "60,200,1e-9", "149,384,1"})
  void isThatOfTheScatter(int count, int dim, double least) {
    double[] rows = rows(count, dim, least);
    DMatrixRMaj scatter = scatter(rows, count, dim);
    double tolerance = 1e-13 * dim * CommonOps_DDRM.elementMaxAbs(scatter);
    double[] expected = sorted(SymmetricEigen.of(SCALAR, scatter.data, dim).values());
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      SymmetricEigen eigen = SymmetricEigen.ofScatter(kernels, rows, count, dim);
      assertThat(sorted(eigen.values())).containsExactly(expected, within(tolerance));
      DMatrixRMaj vectors = RandomMatrices.wrap(eigen.vectors(), dim);
      assertThat(MatrixFeatures_DDRM.isOrthogonal(vectors, 1e-12)).isTrue();
      assertThat(
              MatrixFeatures_DDRM.isEquals(
                  scatter, RandomMatrices.reconstructed(eigen, dim), tolerance))
          .isTrue();
    }
  }

  /** Rows whose lengths fall from 1 to {@code least}, the mean of all taken away. */
  private static double[] rows(int count, int dim, double least) {
    RandomGenerator random = Seeds.random();
    double[] rows = new double[count * dim];
    double[] mean = new double[dim];
    for (int at = 0; at < rows.length; at++) {
      rows[at] = random.nextGaussian() * lengthOf(at / dim, count, least);
      mean[at % dim] += rows[at] / count;
    }
    for (int at = 0; at < rows.length && count > 1; at++) {
      rows[at] -= mean[at % dim];
    }
    return rows;
  }

  private static double lengthOf(int row, int count, double least) {
    return Math.pow(least, (double) row / count);
  }

  private static DMatrixRMaj scatter(double[] rows, int count, int dim) {
    DMatrixRMaj matrix = DMatrixRMaj.wrap(count, dim, rows);
    DMatrixRMaj scatter = new DMatrixRMaj(dim, dim);
    CommonOps_DDRM.multTransA(matrix, matrix, scatter);
    return scatter;
  }

  @ParameterizedTest
  @CsvSource({"3,7", "40,64", "150,384"})
  void bitsDoNotDependOnTheKernels(int count, int dim) {
    double[] rows = rows(count, dim, 1e-3);
    SymmetricEigen scalar = ScatterEigen.of(SCALAR, rows, count, dim);
    SymmetricEigen vector = ScatterEigen.of(RandomMatrices.KERNELS.getLast(), rows, count, dim);
    assertThat(vector.values()).isEqualTo(scalar.values());
    assertThat(vector.vectors()).isEqualTo(scalar.vectors());
  }

  @Test
  void refusesWhatIsNotFinite() {
    double[] rows = {1, Double.NaN, 0};
    assertThatThrownBy(() -> ScatterEigen.of(SCALAR, rows, 1, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the scatter is NaN, expected a finite number");
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
