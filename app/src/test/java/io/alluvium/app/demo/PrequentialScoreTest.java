package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrequentialScoreTest {
  private final PrequentialScore score = new PrequentialScore();

  @Test
  void isZeroBeforeTheFirstPrediction() {
    assertThat(score.accuracy()).isZero();
    assertThat(score.windowAccuracy()).isZero();
    assertThat(score.kappa()).isZero();
  }

  @Test
  void agreesWithKappaComputedByHand() {
    add(4, "a", "a");
    add(1, "a", "b");
    add(3, "b", "b");
    add(1, "b", "a");
    add(1, "b", null);

    // Truths a 5, b 5; guesses a 5, b 4, none 1: chance agrees in 5/10 5/10 + 5/10 4/10 = 0.45.
    assertThat(score.accuracy()).isEqualTo(0.7);
    assertThat(score.kappa()).isCloseTo((0.7 - 0.45) / (1 - 0.45), within(1e-15));
  }

  @Test
  void hasKappaBelowZeroWhereChanceIsBetter() {
    add(1, "a", "b");
    add(1, "b", "a");

    assertThat(score.kappa()).isEqualTo(-1);
  }

  @Test
  void hasNoKappaWhereOneClassIsAllThereIs() {
    add(3, "a", "a");

    assertThat(score.accuracy()).isEqualTo(1);
    assertThat(score.kappa()).isZero();
  }

  @Test
  void forgetsWhatLeftTheWindow() {
    add(1_000, "a", "b");
    assertThat(score.windowAccuracy()).isZero();

    add(400, "a", "a");
    assertThat(score.windowAccuracy()).isEqualTo(0.4);
    assertThat(score.accuracy()).isEqualTo(400 / 1_400.0);

    add(600, "a", "a");
    assertThat(score.windowAccuracy()).isEqualTo(1);
    add(100, "a", "b");
    assertThat(score.windowAccuracy()).isEqualTo(0.9);
  }

  @Test
  void sharesAmongFewerThanTheWindow() {
    add(3, "a", "a");
    add(1, "a", "b");

    assertThat(score.windowAccuracy()).isEqualTo(0.75);
  }

  private void add(int times, String truth, @Nullable String guess) {
    for (int i = 0; i < times; i++) {
      score.add(truth, guess);
    }
  }
}
