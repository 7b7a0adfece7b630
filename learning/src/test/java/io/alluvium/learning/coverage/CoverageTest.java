package io.alluvium.learning.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private final Random random = new Random(29);

  @Test
  void limitMovesAsByHand() {
    QuantileTracker tracker = new QuantileTracker(0.1, 0.05, 0.5);
    tracker.add(0.6, tracker.limit());

    assertThat(tracker.limit()).isCloseTo(0.545, within(1e-12));
    tracker.add(0.2, tracker.limit());
    assertThat(tracker.limit()).isCloseTo(0.54, within(1e-12));
    tracker.add(0.6, 0.7);
    assertThat(tracker.limit())
        .as("counted against what was served")
        .isCloseTo(0.535, within(1e-12));
  }

  @Test
  void everyWindowIsCoveredWhateverTheScoresDo() {
    QuantileTracker tracker = new QuantileTracker(0.1, QuantileTracker.RATE, 0.9);
    int[] misses = new int[10_000];
    for (int n = 0; n < misses.length; n++) {
      double score = n / 1_500 % 2 == 0 ? 0.2 * random.nextDouble() : random.nextDouble();
      misses[n] = score > tracker.limit() ? 1 : 0;
      tracker.add(score, tracker.limit());
    }
    for (int from = 0; from + 2_000 <= misses.length; from++) {
      int window = 0;
      for (int n = from; n < from + 2_000; n++) {
        window += misses[n];
      }
      assertThat(window / 2_000.0).isCloseTo(0.1, within(0.011));
    }
  }

  @Test
  void levelFollowsMissesAndQuantileTheWindow() {
    AdaptiveQuantile quantile = new AdaptiveQuantile(0.1, 0.02, 200);
    assertThat(quantile.limit()).isEqualTo(Double.POSITIVE_INFINITY);
    int misses = 0;
    for (int n = 0; n < 5_000; n++) {
      double score = n < 2_500 ? random.nextDouble() : 0.5 + random.nextDouble();
      misses += score > quantile.limit() ? 1 : 0;
      quantile.add(score, quantile.limit());
    }

    assertThat(misses / 5_000.0).isCloseTo(0.1, within(0.015));
    assertThat(quantile.limit()).isCloseTo(1.4, within(0.15));
  }

  @Test
  void answersThatAreTooSureAreToned() {
    Temperature temperature = new Temperature();
    double[] tooSure = {0.99, 0.01};
    for (int n = 0; n < 3_000; n++) {
      temperature.add(tooSure, n % 10 < 7 ? 0 : 1);
    }

    assertThat(temperature.inverse()).isLessThan(0.5);
    assertThat(temperature.calibrated(tooSure)[0]).isCloseTo(0.7, within(0.06));
  }

  /** Answers are sure of one class of four and right only as often as the calibrated say. */
  @Test
  void temperatureNeedsOnlyTheMostProbableClasses() {
    Temperature temperature = new Temperature();
    double[] two = {0.9, 0.07};
    int others = 2;
    for (int n = 0; n < 4_000; n++) {
      temperature.add(two, others, n % 10 < 6 ? 0 : n % 10 < 8 ? 1 : 2);
    }

    double[] calibrated = temperature.calibrated(two, others);
    double[] all = temperature.calibrated(new double[] {0.9, 0.07, 0.015, 0.015});
    assertThat(calibrated[0]).isCloseTo(0.6, within(0.06)).isCloseTo(all[0], within(1e-9));
    assertThat(calibrated[1]).isCloseTo(all[1], within(1e-9));
    assertThat(new Temperature(temperature.logInverse()).calibrated(two, others))
        .isEqualTo(calibrated);
  }

  @Test
  void temperaturesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Temperature(4.1)).hasMessageContaining("4.1");
    assertThatThrownBy(() -> new Temperature(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new QuantileTracker(1, 0.05, 0.5)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new AdaptiveQuantile(0.1, 0.05, 0)).hasMessageContaining("window 0");
  }
}
