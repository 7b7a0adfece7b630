package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountGridTest {
  @Test
  void roundsDownToTheGrid() {
    long[] counts = {1, 2, 3, 4, 5, 7, 8, 23, 31, 32, 1L << 40};
    int[] expected = {1, 2, 3, 4, 4, 6, 8, 16, 24, 32, 32};
    for (int i = 0; i < counts.length; i++) {
      assertThat(CountGrid.count(CountGrid.indexOf(counts[i]))).isEqualTo(expected[i]);
    }
  }

  @Test
  void stepsAreAtMostDoubling() {
    for (int i = 1; i < CountGrid.SIZE; i++) {
      assertThat(CountGrid.count(i))
          .isGreaterThan(CountGrid.count(i - 1))
          .isLessThanOrEqualTo(2 * CountGrid.count(i - 1));
    }
  }
}
