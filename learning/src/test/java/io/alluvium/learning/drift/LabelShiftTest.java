package io.alluvium.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Seeds;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelShiftTest {
  private static final int WINDOW = 1000;

  private final RandomGenerator random = Seeds.random();
  private LabelCorrelation correlation = new LabelCorrelation(1);

  /** Classes whose shares fall from the first to the last as powers of a number. */
  private static double[] shares(int classes, double ratio) {
    double[] shares = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      shares[c] = Math.pow(ratio, (double) c / classes);
      sum += shares[c];
    }
    for (int c = 0; c < classes; c++) {
      shares[c] /= sum;
    }
    return shares;
  }

  private int draw(double[] shares) {
    double left = random.nextDouble();
    int c = 0;
    while (c < shares.length - 1 && left >= shares[c]) {
      left -= shares[c++];
    }
    return c;
  }

  private List<DriftEvent> see(LabelShift shift, double[] shares, int windows, int run) {
    List<DriftEvent> alarms = new ArrayList<>();
    int answer = 0;
    for (int n = 0; n < windows * WINDOW; n++) {
      answer = n % run == 0 ? draw(shares) : answer;
      correlation.add(answer);
      shift.add(answer, correlation.isCorrelated());
      if ((n + 1) % WINDOW == 0) {
        shift.endWindow(correlation.autocorrelation()).ifPresent(alarms::add);
      }
    }
    return alarms;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 150})
  void independentAnswersRaiseNoAlarm(int classes) {
    correlation = new LabelCorrelation(classes);
    assertThat(see(new LabelShift(classes), shares(classes, 0.05), 500, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 150})
  void otherSharesRaiseOne(int classes) {
    correlation = new LabelCorrelation(classes);
    LabelShift shift = new LabelShift(classes);
    double[] before = shares(classes, 0.05);
    double[] after = before.clone();
    for (int c = 0; c < classes; c++) {
      after[c] = before[classes - 1 - c];
    }
    assertThat(see(shift, before, 5, 1)).isEmpty();
    List<DriftEvent> alarms = see(shift, after, 5, 1);
    assertThat(alarms).hasSize(1);
    assertThat(alarms.getFirst().kind()).isEqualTo(SuspectedKind.LABEL_SHIFT);
    assertThat(alarms.getFirst().since()).isEqualTo(WINDOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 50, 400})
  void answersInRunsRaiseNone(int run) {
    correlation = new LabelCorrelation(10);
    assertThat(see(new LabelShift(10), shares(10, 0.05), 500, run)).isEmpty();
  }

  @Test
  void shortWindowsAreComparedWithNone() {
    LabelShift shift = new LabelShift(2);
    for (int n = 0; n < 2 * LabelShift.LEAST - 1; n++) {
      shift.add(n < LabelShift.LEAST ? 0 : 1, false);
      if (n == LabelShift.LEAST - 1) {
        assertThat(shift.endWindow(0)).isEmpty();
      }
    }
    assertThat(shift.endWindow(0)).isEmpty();
  }

  @Test
  void goesOnWhereItWasWritten() {
    LabelShift shift = new LabelShift(3);
    int[] answers = new int[2 * WINDOW];
    Arrays.setAll(answers, n -> n < WINDOW ? n % 2 : 2);
    for (int n = 0; n < answers.length; n++) {
      shift.add(answers[n], false);
      if (n == WINDOW - 1) {
        assertThat(shift.endWindow(0)).isEmpty();
      }
      StateWriter state = new StateWriter();
      shift.save(state);
      shift = new LabelShift(3).load(new StateReader(state.words()));
    }
    assertThat(shift.endWindow(0)).isPresent();
  }
}
