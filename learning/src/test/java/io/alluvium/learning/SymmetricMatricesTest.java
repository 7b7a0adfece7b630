package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SymmetricMatricesTest {
  private static final int DIM = 37;

  @Test
  void trianglesAreThoseOfTheWholeMatrix() {
    RandomGenerator random = Seeds.random();
    Space space = Samples.space(DIM);
    PackedMoments moments =
        Samples.statistics(space, Samples.gaussian(random, space, new int[] {3, 2}, 1)).moments();
    double[] full = SymmetricMatrices.full(moments);
    double[] lower = SymmetricMatrices.lower(moments);
    double[] upper = SymmetricMatrices.upper(moments);
    double[] half = SymmetricMatrices.half(moments);
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        int at = i * DIM + j;
        int mirrored = j * DIM + i;
        assertThat(full[at]).isEqualTo(full[mirrored]);
        assertThat(lower[at]).isEqualTo(j <= i ? full[at] : 0);
        assertThat(upper[at]).isEqualTo(j >= i ? full[at] : 0);
        assertThat(half[at] + half[mirrored]).isEqualTo(full[at]);
        assertThat(half[at]).isEqualTo(j < i ? full[at] : j == i ? full[at] / 2 : 0);
      }
    }
    assertThat(full[5 * DIM + 3]).isNotZero();
  }
}
