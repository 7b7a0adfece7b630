package io.alluvium.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final double EXACT = 1e-12;

  /** Truth a: answered a, a, b; truth b: answered b, c; truth d: no answer. */
  private static Confusion example() {
    Confusion confusion = new Confusion();
    confusion.add("a", "a");
    confusion.add("a", "a");
    confusion.add("a", "b");
    confusion.add("b", "b");
    confusion.add("b", "c");
    confusion.add("d", null);
    return confusion;
  }

  @Test
  void countsAnswersAndClasses() {
    assertThat(example().total()).isEqualTo(6);
    assertThat(example().correct()).isEqualTo(3);
    assertThat(example().accuracy()).isEqualTo(0.5);
    assertThat(example().classes())
        .containsOnlyKeys("a", "b", "c", "d")
        .containsEntry("b", new ClassCounts(2, 2, 1))
        .containsEntry("d", new ClassCounts(1, 0, 0));
  }

  @Test
  void averagesRecallOverClassesThatOccurAndPrecisionOverThoseAnswered() {
    assertThat(example().macroRecall()).isCloseTo((2 / 3.0 + 0.5 + 0) / 3, within(EXACT));
    assertThat(example().macroPrecision()).isCloseTo((1 + 0.5 + 0) / 3, within(EXACT));
    assertThat(example().macroRecall(Set.of("a", "d", "z"))).isCloseTo(1 / 3.0, within(EXACT));
  }

  @Test
  void tellsTheTwoAveragesOfF1Apart() {
    double ofA = 2 * (2 / 3.0) * 1 / (2 / 3.0 + 1);
    assertThat(example().averagedF1()).isCloseTo((ofA + 0.5 + 0 + 0) / 4, within(EXACT));
    double recall = 7 / 18.0;
    double precision = 0.5;
    assertThat(example().f1OfAverages())
        .isCloseTo(2 * recall * precision / (recall + precision), within(EXACT));
  }

  @Test
  void kappaIsAgreementBeyondChance() {
    double chance = (3 * 2 + 2 * 2) / 36.0;
    assertThat(example().kappa()).isCloseTo((0.5 - chance) / (1 - chance), within(EXACT));
  }

  @Test
  void mistakesAreNamedTheMostFrequentFirst() {
    Confusion confusion = example();
    confusion.add("b", "c");

    assertThat(confusion.mistakes())
        .containsExactly(
            new Mistake("b", "c", 2), new Mistake("a", "b", 1), new Mistake("d", "", 1));
  }

  @Test
  void isZeroWithoutCounts() {
    assertThat(new Confusion().accuracy()).isZero();
    assertThat(new Confusion().kappa()).isZero();
    assertThat(new Confusion().averagedF1()).isZero();
  }
}
