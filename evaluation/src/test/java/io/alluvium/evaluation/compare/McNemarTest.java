package io.alluvium.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {
  @Test
  void fewDifferencesAreSummedUpExactly() {
    // 1 of 8: 2 * (1 + 8) / 2^8.
    assertThat(new McNemar(1, 7).pValue()).isEqualTo(18 / 256.0, within(1e-14));
    assertThat(new McNemar(7, 1).pValue()).isEqualTo(18 / 256.0, within(1e-14));
    // 2 of 12: 2 * (1 + 12 + 66) / 2^12.
    assertThat(new McNemar(2, 10).pValue()).isEqualTo(158 / 4096.0, within(1e-14));
    assertThat(new McNemar(0, 5).isExact()).isTrue();
  }

  @Test
  void noDifferenceIsNoEvidence() {
    assertThat(new McNemar(0, 0).pValue()).isEqualTo(1);
    assertThat(new McNemar(5, 5).pValue()).isEqualTo(1);
  }

  @Test
  void manyDifferencesGoByTheNormalDistribution() {
    // |1100 - 1000| - 1 = 99; 99^2 / 2100 = 4.66714 of chi squared with one degree of freedom.
    McNemar test = new McNemar(1000, 1100);
    assertThat(test.isExact()).isFalse();
    assertThat(test.pValue()).isEqualTo(0.030745, within(1e-5));
  }

  @Test
  void bothWaysAgreeWhereTheyMeet() {
    double exact = new McNemar(460, 540).pValue();
    double normal = Normal.twoSided(79 / Math.sqrt(1000));
    assertThat(exact).isEqualTo(normal, within(5e-4));
  }

  @Test
  void normalTailsAreThoseOfTheTables() {
    assertThat(Normal.twoSided(0)).isEqualTo(1, within(1e-15));
    assertThat(Normal.twoSided(1.959963984540054)).isEqualTo(0.05, within(1e-12));
    assertThat(Normal.twoSided(2.9999999)).isEqualTo(Normal.twoSided(3.0000001), within(1e-8));
    assertThat(Normal.twoSided(-5)).isEqualTo(5.733031437583866e-7, within(1e-18));
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new McNemar(-1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 and 2");
  }
}
