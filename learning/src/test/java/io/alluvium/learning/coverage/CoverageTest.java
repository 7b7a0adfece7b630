package io.alluvium.learning.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.List;
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

  /** Classes that no set can hold come first; sets are as small as before right after. */
  @Test
  void missesThatNoLimitPreventsAreNotPaidForLater() {
    for (CoverageLimit limit :
        List.of(new QuantileTracker(0.1, 0.05, 0.9), new AdaptiveQuantile(0.1, 0.02, 200))) {
      for (int n = 0; n < 300; n++) {
        limit.add(() -> 1, true);
      }
      assertThat(limit.limit()).isBetween(CoverageLimit.GREATEST, 1.045);
      for (int n = 0; n < 250; n++) {
        limit.add(0.2, limit.limit());
      }
      assertThat(limit.limit()).as(limit.getClass().getSimpleName()).isLessThan(0.5);
    }
  }

  @Test
  void levelFollowsMissesAndQuantileTheWindow() {
    AdaptiveQuantile quantile = new AdaptiveQuantile(0.1, 0.02, 200);
    assertThat(quantile.limit()).isEqualTo(CoverageLimit.GREATEST);
    int misses = 0;
    for (int n = 0; n < 5_000; n++) {
      double score = (n < 2_500 ? 0 : 0.5) + 0.5 * random.nextDouble();
      misses += score > quantile.limit() ? 1 : 0;
      quantile.add(score, quantile.limit());
    }

    assertThat(misses / 5_000.0).isCloseTo(0.1, within(0.015));
    assertThat(quantile.limit()).isCloseTo(0.95, within(0.05));
  }

  /** Equation 2 of the paper, with all scores of the window sorted each time. */
  @Test
  void limitIsTheQuantileOfTheLastScores() {
    AdaptiveQuantile quantile = new AdaptiveQuantile(0.2, 0.05, 30);
    List<Double> scores = new ArrayList<>();
    double level = 0.2;
    for (int n = 0; n < 2_000; n++) {
      double score = random.nextInt(20) / 20.0;
      List<Double> sorted = scores.stream().sorted().toList();
      int rank = (int) Math.ceil((1 - level) * (sorted.size() + 1));
      double expected =
          level <= 1.0 / (sorted.size() + 1)
              ? 1
              : level >= 1 ? -1 : sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
      assertThat(quantile.limit()).isEqualTo(expected);
      boolean missed = n / 300 % 2 == 0 ? score > expected : n % 3 == 0;
      quantile.add(() -> score, missed);
      level += missed && expected == 1 ? 0 : 0.05 * (0.2 - (missed ? 1 : 0));
      scores.add(score);
      if (scores.size() > 30) {
        scores.removeFirst();
      }
    }
  }

  @Test
  void quantileGoesOnWhereItWasWritten() {
    AdaptiveQuantile quantile = new AdaptiveQuantile(0.1, 0.05, 20);
    for (int n = 0; n < 100; n++) {
      AdaptiveQuantile again = new AdaptiveQuantile(0.1, 0.05, 20);
      restore(again, state(quantile));
      double score = random.nextDouble();
      for (AdaptiveQuantile each : List.of(quantile, again)) {
        each.add(score, each.limit());
      }
      assertThat(again.limit()).isEqualTo(quantile.limit());
      assertThat(state(again)).isEqualTo(state(quantile));
    }
    QuantileTracker tracker = new QuantileTracker(0.1, 0.05, 0.5);
    restore(tracker, state(quantile));
    assertThat(tracker.limit()).isEqualTo(0.5);
    restore(quantile, state(tracker));
    quantile.resume(0.5);
    assertThat(quantile.limit()).as("without scores").isEqualTo(CoverageLimit.GREATEST);
  }

  private static StateWords state(CoverageLimit limit) {
    StateWriter state = new StateWriter();
    limit.save(state);
    return state.words();
  }

  private static void restore(CoverageLimit limit, StateWords words) {
    StateReader state = new StateReader(words);
    limit.load(state);
    state.end();
  }

  @Test
  void quantilesRefuseWhatTheyCannotHaveWritten() {
    long mark = new StateReader(state(new AdaptiveQuantile(0.1, 0.05, 3))).nextLong();
    StateWriter outside = new StateWriter().put(mark).put(0.1).put(new double[] {0.3, 1.2});
    StateWriter level = new StateWriter().put(mark).put(1.06).put(new double[] {0.3});
    StateWriter many = new StateWriter().put(mark).put(0.1).put(new double[4]);

    assertRefused(outside, "1.2");
    assertRefused(level, "1.06");
    assertRefused(many, "4");
  }

  private static void assertRefused(StateWriter state, String named) {
    AdaptiveQuantile quantile = new AdaptiveQuantile(0.1, 0.05, 3);
    assertThatThrownBy(() -> restore(quantile, state.words()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
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
