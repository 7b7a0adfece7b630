package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

final class PoolingTest {
  /** Two texts of three token places and two dimensions; the second text has two tokens. */
  private static final float[] HIDDEN = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 99, 99};

  @Test
  void meanLeavesPaddingOut() {
    assertThat(Pooling.MEAN.pool(HIDDEN, 0, 3, 2)).containsExactly(3, 4);
    assertThat(Pooling.MEAN.pool(HIDDEN, 6, 2, 2)).containsExactly(8.5f, 10);
  }

  /**
   * Means 3 and 4, deviations both the root of 8/3; then means 8.5 and 10, deviations 1.5 and 2.
   */
  @Test
  void momentsAreMeanAndDeviationOfUnitLengthEach() {
    float half = (float) Math.sqrt(0.5);
    assertThat(Pooling.MOMENTS.pool(HIDDEN, 0, 3, 2))
        .containsExactly(new float[] {0.6f, 0.8f, half, half}, offset(1e-6f));
    float length = (float) Math.sqrt(8.5 * 8.5 + 100);
    assertThat(Pooling.MOMENTS.pool(HIDDEN, 6, 2, 2))
        .containsExactly(new float[] {8.5f / length, 10 / length, 0.6f, 0.8f}, offset(1e-6f));
  }

  @Test
  void oneTokenHasNoDeviation() {
    assertThat(Pooling.MOMENTS.pool(new float[] {3, 4}, 0, 1, 2))
        .containsExactly(new float[] {0.6f, 0.8f, 0, 0}, offset(1e-6f));
  }

  @Test
  void clsTakesTheFirstToken() {
    assertThat(Pooling.CLS.pool(HIDDEN, 0, 3, 2)).containsExactly(1, 2);
    assertThat(Pooling.CLS.pool(HIDDEN, 6, 2, 2)).containsExactly(7, 8);
  }
}
