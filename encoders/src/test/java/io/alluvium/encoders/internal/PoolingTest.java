package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PoolingTest {
  /** Two texts of three token places and two dimensions; the second text has two tokens. */
  private static final float[] HIDDEN = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 99, 99};

  @Test
  void meanLeavesPaddingOut() {
    assertThat(Pooling.MEAN.pool(HIDDEN, 0, 3, 2)).containsExactly(3, 4);
    assertThat(Pooling.MEAN.pool(HIDDEN, 6, 2, 2)).containsExactly(8.5f, 10);
  }

  @Test
  void clsTakesTheFirstToken() {
    assertThat(Pooling.CLS.pool(HIDDEN, 0, 3, 2)).containsExactly(1, 2);
    assertThat(Pooling.CLS.pool(HIDDEN, 6, 2, 2)).containsExactly(7, 8);
  }
}
