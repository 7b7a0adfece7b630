package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightRowsTest {
  @Test
  void scaleAndBiasRecoverTheScore() {
    RandomGenerator random = Seeds.random();
    Space space = Samples.space(50);
    double[] row = random.doubles(50, -3, 3).toArray();
    WeightRows rows = WeightRows.of(space, new double[][] {row}, new double[] {0.25});
    for (int i = 0; i < 50; i++) {
      assertThat(rows.weight(0, i) * rows.scale(0)).isCloseTo(row[i], within(rows.scale(0) / 2));
    }
    assertThat(rows.score(0, 1000)).isEqualTo(1000 * rows.scale(0) + 0.25);
    assertThat(rows.bias(0)).isEqualTo(0.25);
  }

  /** The worst query for a row points the way the row does and is as long as the space allows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 384, 8192})
  void noDotProductLeavesInt32(int dim) {
    RandomGenerator random = Seeds.random();
    for (Space space : new Space[] {Samples.space(dim), widest(dim)}) {
      for (double[] row : rowsToTry(random, dim)) {
        WeightRows rows = WeightRows.of(space, new double[][] {row}, new double[1]);
        double squares = 0;
        for (int i = 0; i < dim; i++) {
          squares += (double) rows.weight(0, i) * rows.weight(0, i);
        }
        assertThat(Math.sqrt(squares) * space.maxNorm()).isLessThan(0x1p31);
        assertThat(Math.sqrt(squares)).isLessThanOrEqualTo(0x1p15);
        Embedding worst = worst(space, row);
        int[] out = new int[1];
        Kernels.dots(worst, rows, out);
        assertThat((long) out[0]).isEqualTo(exactDot(worst, rows));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 384, 8192})
  void rowsUseTheRangeTheyHave(int dim) {
    for (Space space : new Space[] {Samples.space(dim), widest(dim)}) {
      double[] row = new double[dim];
      Arrays.fill(row, 1e-9);
      WeightRows rows = WeightRows.of(space, new double[][] {row}, new double[1]);
      double limit = Math.min(0x1p15, Integer.MAX_VALUE / space.maxNorm());
      assertThat(rows.weight(0, 0) * Math.sqrt(dim))
          .isGreaterThan(limit - 1.5 * Math.sqrt(dim) - 1);
    }
  }

  private static Space widest(int dim) {
    return new Space(Samples.space(1).id(), dim, new Normalisation.Fixed(1, Short.MAX_VALUE));
  }

  private static double[][] rowsToTry(RandomGenerator random, int dim) {
    double[] equal = new double[dim];
    Arrays.fill(equal, 7e20);
    double[] spike = new double[dim];
    spike[dim - 1] = -1e-20;
    double[] gaussian = random.doubles(dim).map(x -> random.nextGaussian()).toArray();
    return new double[][] {equal, spike, gaussian};
  }

  private static Embedding worst(Space space, double[] row) {
    float[] vector = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      vector[i] =
          space.normalisation() instanceof Normalisation.L2
              ? (float) row[i]
              : (float) Math.copySign(1, row[i]);
    }
    return space.quantise(vector);
  }

  private static long exactDot(Embedding query, WeightRows rows) {
    long sum = 0;
    for (int i = 0; i < query.dim(); i++) {
      sum += (long) query.get(i) * rows.weight(0, i);
    }
    return sum;
  }

  @Test
  void rowOfNothingScoresItsBias() {
    WeightRows rows =
        WeightRows.of(Samples.space(2), new double[][] {{0, 0}, {1e-300, 0}}, new double[] {3, 4});
    assertThat(rows.score(0, 0)).isEqualTo(3);
    assertThat(rows.weight(1, 0)).isZero();
    assertThat(rows.scale(1)).isZero();
  }

  @Test
  void replacedRowLeavesTheOthers() {
    Space space = Samples.space(2);
    WeightRows before = WeightRows.of(space, new double[][] {{1, 2}, {3, 4}}, new double[] {5, 6});
    WeightRows after = before.withRow(space, 1, new double[] {-1, 0}, 7);
    assertThat(after.count()).isEqualTo(2);
    assertThat(after.weight(0, 1)).isEqualTo(before.weight(0, 1));
    assertThat(after.scale(0)).isEqualTo(before.scale(0));
    assertThat(after.weight(1, 0)).isEqualTo((short) -32767);
    assertThat(after.bias(1)).isEqualTo(7);
    assertThat(before.bias(1)).isEqualTo(6);
  }

  @Test
  void rejectsWhatDoesNotFit() {
    Space space = Samples.space(2);
    assertThatThrownBy(() -> WeightRows.of(space, new double[][] {{1}}, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row has dimension 1, the space has 2");
    assertThatThrownBy(() -> WeightRows.of(space, new double[][] {{1, 2}}, new double[2]))
        .hasMessage("there are 2 biases, expected 1");
    assertThatThrownBy(() -> WeightRows.of(space, new double[][] {{1, Double.NaN}}, new double[1]))
        .hasMessage("weight is NaN, expected a finite number");
    assertThatThrownBy(() ->
            WeightRows.of(space, new double[][] {{1, 2}}, new double[] {Double.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
