package io.alluvium.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StreamMetricsTest {
  private static final double EXACT = 1e-12;

  @Test
  void fadesOldPredictions() {
    Prequential prequential = new Prequential();
    prequential.add(true);
    prequential.add(false);
    prequential.add(true);

    double correct = 1 + 0.999 * (0 + 0.999 * 1);
    double total = 1 + 0.999 * (1 + 0.999 * 1);
    assertThat(prequential.fadingAccuracy()).isCloseTo(correct / total, within(EXACT));
    assertThat(prequential.accuracy()).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(prequential.windowAccuracy()).isCloseTo(2 / 3.0, within(EXACT));
  }

  @Test
  void windowForgetsWhatIsOlderThanAThousand() {
    Prequential prequential = new Prequential();
    for (int i = 0; i < 1500; i++) {
      prequential.add(i < 750);
    }
    assertThat(prequential.accuracy()).isEqualTo(0.5);
    assertThat(prequential.windowAccuracy()).isEqualTo(0.25);
  }

  /** a b b a a: no change is right at the third and the fifth; b is ahead only where a comes. */
  @Test
  void baselinesGuessBeforeTheyLearn() {
    Baselines baselines = new Baselines();
    for (String truth : List.of("a", "b", "b", "a", "a")) {
      baselines.add(truth);
    }
    assertThat(baselines.noChangeAccuracy()).isCloseTo(0.4, within(EXACT));
    assertThat(baselines.majorityAccuracy()).isCloseTo(0.0, within(EXACT));
    assertThat(baselines.kappaTemporal(0.7)).isCloseTo(0.5, within(EXACT));
    assertThat(baselines.kappaM(0.7)).isCloseTo(0.7, within(EXACT));
  }

  @Test
  void probabilitiesAreScoredOverAllClasses() {
    Probabilities scores = new Probabilities();
    scores.add("a", decision(0.7, 0.3));
    scores.add("b", decision(0.6, 0.4));

    double logLoss = -(StrictMath.log(0.7) + StrictMath.log(0.4)) / 2;
    assertThat(scores.logLoss()).isCloseTo(logLoss, within(EXACT));
    double first = 0.3 * 0.3 + 0.3 * 0.3;
    double second = 0.6 * 0.6 + 0.6 * 0.6;
    assertThat(scores.brier()).isCloseTo((first + second) / 2, within(EXACT));
    assertThat(scores.calibrationError()).isCloseTo((0.3 + 0.6) / 2, within(EXACT));
    assertThat(scores.bins())
        .as("0.6 and 0.7 fall in the bins of 9/15 and 10/15")
        .containsExactly(new CalibrationBin(1, 0.6, 0), new CalibrationBin(1, 0.7, 1));
  }

  @Test
  void anUnknownClassHasNoProbability() {
    Probabilities scores = new Probabilities();
    scores.add("c", decision(0.5, 0.5));

    assertThat(scores.logLoss()).isCloseTo(-StrictMath.log(1e-15), within(EXACT));
    assertThat(scores.brier()).isCloseTo(1.5, within(EXACT));
  }

  private static Decision decision(double ofA, double ofB) {
    return new Decision(
        List.of(new Candidate("a", ofA), new Candidate("b", ofB)), OptionalDouble.of(0));
  }

  @Test
  void aurocCountsEqualScoresHalf() {
    Novelty novelty = new Novelty();
    novelty.addKnown(0.1);
    novelty.addKnown(0.4);
    novelty.addNovel(0.4);
    novelty.addNovel(0.2);

    assertThat(novelty.auroc()).isCloseTo((1 + 0.5 + 1 + 0) / 4, within(EXACT));
  }
}
