package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import org.junit.jupiter.api.Test;

class RecentMeanTest {
  private static final Conditions IN_RUNS = new Conditions(true, 0.5);
  private static final double[] CENTRE = {0, 0};
  private static final double[] CLASS = {3, 0};

  private final RecentMean mean = new RecentMean(CENTRE);

  private static void add(RecentMean mean, int samples, Conditions conditions) {
    for (int n = 0; n < samples; n++) {
      mean.add(new double[] {3, 1}, CLASS, conditions);
    }
  }

  @Test
  void whatTheClassExplainsIsNoShiftWhileLabelsComeInRuns() {
    add(mean, 2_000, IN_RUNS);

    assertThat(mean.displacement()[0]).isZero();
    assertThat(mean.displacement()[1]).isGreaterThan(0.9).isLessThan(1);
  }

  @Test
  void allOfItIsOneWhileLabelsComeIndependently() {
    add(mean, 2_000, Conditions.INDEPENDENT);

    assertThat(mean.displacement()[0]).isGreaterThan(2.9).isLessThan(3);
    assertThat(mean.displacement()[1]).isGreaterThan(0.9).isLessThan(1);
  }

  @Test
  void learntSamplesCountEightTimes() {
    add(mean, 8, IN_RUNS);

    assertThat(mean.displacement()).containsExactly(0, 0.5);
  }

  @Test
  void goesOnBitForBitWhereItWasWrittenAndBesideAnotherSolve() {
    add(mean, 100, IN_RUNS);
    StateWriter state = new StateWriter();
    mean.save(state);
    StateReader reader = new StateReader(state.words());
    RecentMean opened = new RecentMean(CENTRE).load(reader);
    reader.end();
    RecentMean beside = mean.beside(1, 1);
    add(opened, 50, IN_RUNS);
    add(beside, 50, IN_RUNS);
    add(mean, 50, IN_RUNS);

    assertThat(opened.displacement()).isEqualTo(mean.displacement());
    assertThat(beside.displacement()).isEqualTo(mean.displacement());
  }

  @Test
  void readsWhatWasWrittenBeforeItKnewOfClasses() {
    StateReader reader =
        new StateReader(new StateWriter().put(new double[] {2, 1}).put(64.0).words());
    RecentMean opened = new RecentMean(CENTRE).load(reader);
    reader.end();

    assertThat(opened.displacement()).containsExactly(2, 1);
  }

  @Test
  void nothingIsLeftAfterAReset() {
    add(mean, 100, IN_RUNS);
    mean.reset();

    assertThat(mean.isEmpty()).isTrue();
    assertThat(mean.displacement()).containsExactly(0, 0);
    add(mean, 8, Conditions.INDEPENDENT);
    assertThat(mean.displacement()).containsExactly(1.5, 0.5);
  }
}
