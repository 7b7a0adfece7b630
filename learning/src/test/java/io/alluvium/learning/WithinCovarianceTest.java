package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WithinCovarianceTest {
  /** alpha = (4 + 1 + 1 + 2^2) / 4, mean = 2: (2.5 + 4) / (11 (2.5 - 2)). */
  @Test
  void intensityDoneByHand() {
    double[] matrix = {2, 1, 1, 2};
    assertThat(WithinCovariance.oas(matrix, 2, 10)).isEqualTo(1);
    assertThat(WithinCovariance.oas(matrix, 2, 99)).isCloseTo(6.5 / (100 * 0.5), within(1e-15));
  }

  @Test
  void multipleOfTheIdentityIsShrunkFully() {
    assertThat(WithinCovariance.oas(new double[] {3, 0, 0, 3}, 2, 1e6)).isEqualTo(1);
    assertThat(WithinCovariance.oas(new double[] {3}, 1, 1e6)).isEqualTo(1);
  }
}
