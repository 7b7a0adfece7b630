package io.alluvium.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand, for R = (0.8 0.1 0; 0.9 0.6 0.2; 0.5 0.4 0.7) with 10, 20 and 10 test samples. */
class AccuracyMatrixTest {
  private static final double EXACT = 1e-12;
  private static final AccuracyMatrix R = example();

  private static AccuracyMatrix example() {
    int[][] correct = {{8, 2, 0}, {9, 12, 2}, {5, 8, 7}};
    int[] total = {10, 20, 10};
    AccuracyMatrix matrix = new AccuracyMatrix(3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < total[j]; k++) {
          matrix.add(i, j, k < correct[i][j]);
        }
      }
    }
    return matrix;
  }

  @Test
  void keepsRawCounts() {
    assertThat(R.correct())
        .isEqualTo(List.of(List.of(8L, 2L, 0L), List.of(9L, 12L, 2L), List.of(5L, 8L, 7L)));
    assertThat(R.total().get(1)).isEqualTo(List.of(10L, 20L, 10L));
  }

  @Test
  void seenAccuracyHasTwoDefinitions() {
    assertThat(R.seenByTasks(1)).isCloseTo(0.75, within(EXACT));
    assertThat(R.seenBySamples(1)).isCloseTo(0.7, within(EXACT));
    assertThat(R.seenByTasks(2)).isCloseTo(1.6 / 3, within(EXACT));
    assertThat(R.seenBySamples(2)).isCloseTo(0.5, within(EXACT));
    assertThat(R.averageByTasks()).isCloseTo((0.8 + 0.75 + 1.6 / 3) / 3, within(EXACT));
    assertThat(R.averageBySamples()).isCloseTo((0.8 + 0.7 + 0.5) / 3, within(EXACT));
  }

  @Test
  void forgettingHasTwoDefinitions() {
    assertThat(R.forgettingMax()).isCloseTo((0.4 + 0.2) / 2, within(EXACT));
    assertThat(R.forgettingFirst()).isCloseTo((0.3 + 0.2) / 2, within(EXACT));
  }

  @Test
  void transferHasSeveralDefinitions() {
    assertThat(R.bwtGem()).isCloseTo(-0.25, within(EXACT));
    assertThat(R.bwtCapymoa()).isCloseTo((0.1 - 0.3 - 0.2) / 3, within(EXACT));
    assertThat(R.fwtCapymoa()).isCloseTo((0.1 + 0 + 0.2) / 3, within(EXACT));
  }

  @Test
  void comparesBaseAndNewClasses() {
    assertThat(R.newAccuracy()).isCloseTo(0.5, within(EXACT));
    assertThat(R.harmonicMean()).isCloseTo(0.5, within(EXACT));
  }

  @Test
  void anytimeIsTheMeanOfAllLooks() {
    AccuracyMatrix matrix = new AccuracyMatrix(1);
    matrix.addProbe(0.2);
    matrix.addProbe(0.6);
    assertThat(matrix.anytime()).isCloseTo(0.4, within(EXACT));
  }
}
