package io.alluvium.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MatricesTest {
  private static final KernelOperations SCALAR = RandomMatrices.KERNELS.getFirst();

  @Test
  void multiplies() {
    double[] left = {1, 2, 3, 4};
    double[] right = {5, 6, 7, 8};
    assertThat(Matrices.product(SCALAR, left, right, 2)).containsExactly(19, 22, 43, 50);
    assertThat(Matrices.rowTimes(SCALAR, new double[] {1, 10}, right)).containsExactly(75, 86);
    assertThat(Matrices.dot(new double[] {1, 10}, new double[] {5, 6})).isEqualTo(65);
  }

  @Test
  void transposesAndMirrors() {
    assertThat(Matrices.transposed(new double[] {1, 2, 3, 4}, 2)).containsExactly(1, 3, 2, 4);
    double[] lower = {1, 9, 3, 4};
    Matrices.mirrorLower(lower, 2);
    assertThat(lower).containsExactly(1, 3, 3, 4);
  }

  @Test
  void mirrorsEveryElement() {
    int dim = 75;
    double[] matrix = Seeds.random().doubles((long) dim * dim, -1, 1).toArray();
    double[] lower = matrix.clone();
    Matrices.mirrorLower(matrix, dim);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        double expected = lower[Math.max(i, j) * dim + Math.min(i, j)];
        assertThat(matrix[i * dim + j]).as("row %d, column %d", i, j).isEqualTo(expected);
      }
    }
  }

  @Test
  void addsTheProductOfALowerTriangle() {
    int dim = 150;
    int columns = 9;
    RandomGenerator random = Seeds.random();
    double[] right = random.doubles((long) dim * columns, -1, 1).toArray();
    double[] lower = random.doubles((long) dim * dim, -1, 1).toArray();
    for (int i = 0; i < dim; i++) {
      Arrays.fill(lower, i * dim + i + 1, (i + 1) * dim, 0);
    }
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      double[] result = new double[dim * columns];
      Matrices.addLowerProduct(kernels, lower, right, columns, result);
      assertThat(result).containsExactly(Matrices.product(kernels, lower, dim, right, columns));
    }
  }

  @Test
  void multipliesByATriangleAsByTheWholeMatrix() {
    int dim = 75;
    RandomGenerator random = Seeds.random();
    double[] row = random.doubles(dim, -1, 1).toArray();
    double[] full = random.doubles((long) dim * dim, -1, 1).toArray();
    double[] upper = random.doubles((long) dim * dim, -1, 1).toArray();
    for (int i = 0; i < dim; i++) {
      Arrays.fill(upper, i * dim, i * dim + i, 0);
    }
    for (KernelOperations kernels : RandomMatrices.KERNELS) {
      assertThat(Matrices.upperProduct(kernels, upper, full, dim))
          .containsExactly(Matrices.product(kernels, upper, full, dim));
      assertThat(Matrices.rowTimesUpper(kernels, row, upper))
          .containsExactly(Matrices.rowTimes(kernels, row, upper));
    }
  }
}
