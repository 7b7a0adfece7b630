package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Space space = Samples.space(3);

  /** Both base classes are as like it: {@code a = 0.5 * 5 / (5 + 5)}, and half of each. */
  @Test
  void meanIsDrawnToThoseOfSimilarLargeClasses() {
    SufficientStatistics statistics = new SufficientStatistics(space);
    add(statistics, "x", 100, 1, 0, 0);
    add(statistics, "y", 130, 0, 1, 0);
    add(statistics, "small", 5, 1, 1, 0);
    ClassSums calibrated = calibrated(statistics, "small");
    double expected = 0.75 * Math.sqrt(0.5) + 0.25 * 0.5;
    assertThat(mean(calibrated, 0)).isCloseTo(expected, within(1e-4));
    assertThat(mean(calibrated, 1)).isCloseTo(expected, within(1e-4));
    assertThat(mean(calibrated, 2)).isZero();
    assertThat(calibrated.count()).isEqualTo(5);
  }

  @Test
  void largeClassesStayWhereTheyAre() {
    SufficientStatistics statistics = new SufficientStatistics(space);
    add(statistics, "x", 100, 1, 0, 0);
    add(statistics, "y", 100, 0, 1, 0);
    assertThat(mean(calibrated(statistics, "x"), 1)).isZero();
  }

  @Test
  void oneLargeClassDrawsNobody() {
    SufficientStatistics statistics = new SufficientStatistics(space);
    add(statistics, "x", 100, 1, 0, 0);
    add(statistics, "y", 99, 0, 1, 0);
    add(statistics, "small", 1, 0, 0, 1);
    assertThat(mean(calibrated(statistics, "small"), 0)).isZero();
  }

  @Test
  void onlyTheLargestDraw() {
    SufficientStatistics statistics = new SufficientStatistics(space);
    for (int n = 0; n < 1024; n++) {
      add(statistics, "large%04d".formatted(n), 101, 1, 0, 0);
    }
    add(statistics, "a less large one", 100, 0, 0, 1);
    add(statistics, "small", 1, 0, 1, 0);
    assertThat(mean(calibrated(statistics, "small"), 0)).isPositive();
    assertThat(mean(calibrated(statistics, "small"), 2)).isZero();
  }

  private void add(SufficientStatistics statistics, String label, int times, float... vector) {
    Embedding sample = space.quantise(vector);
    for (int n = 0; n < times; n++) {
      statistics.add(label, sample);
    }
  }

  private static ClassSums calibrated(SufficientStatistics statistics, String label) {
    return Calibration.of(statistics, 5).calibrated(statistics.classSums(label).orElseThrow());
  }

  private static double mean(ClassSums sums, int dimension) {
    return sums.sum(dimension) / (double) sums.count() / Normalisation.UNIT;
  }
}
