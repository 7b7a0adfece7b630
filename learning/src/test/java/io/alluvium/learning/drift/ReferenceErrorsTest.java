package io.alluvium.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What detectors over p-values let pass because references rest on few samples. */
final class ReferenceErrorsTest {
  private static final int CLASSES = 8;
  private static final int REFERENCE = 64;
  private static final int RUN = 400;

  private final Random random = new Random(11);
  private final ReferenceErrors errors =
      new ReferenceErrors(REFERENCE, REFERENCE, REFERENCE, REFERENCE, REFERENCE, REFERENCE, 16, 16);

  /** A p-value of a class: those of odd classes are a little too low, of even ones too high. */
  private double pValue(int answered) {
    double uniform = random.nextDouble();
    return answered % 2 == 0 ? Math.pow(uniform, 0.75) : 1 - Math.pow(uniform, 0.75);
  }

  @Test
  void oneClassHasTheErrorOfItsReference() {
    assertThat(ReferenceErrors.variance(errors.of(0), 1))
        .isCloseTo(1 / (12.0 * REFERENCE), within(1e-15));
    assertThat(ReferenceErrors.variance(errors.of(7), 1)).isCloseTo(1 / (12.0 * 16), within(1e-15));
  }

  @Test
  void sameClassesOnBothSidesHaveNoError() {
    double[] both = sum(0, 3, 5);
    double[] twice = sum(0, 3, 5, 0, 3, 5);

    assertThat(ReferenceErrors.variance(both, 3, twice, 6)).isCloseTo(0, within(1e-15));
    assertThat(ReferenceErrors.variance(errors.of(0), 1, both, 3)).isGreaterThan(1e-4);
  }

  @Test
  void manyClassesTogetherAreKnownBetterThanOne() {
    double all = ReferenceErrors.variance(sum(0, 1, 2, 3, 4, 5), 6);
    double exact = 1 / (12.0 * REFERENCE * 6);

    assertThat(all).isBetween(exact / 3, 3 * exact);
  }

  private double[] sum(int... answered) {
    double[] sum = new double[ReferenceErrors.SIZE];
    for (int c : answered) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += errors.of(c)[i];
      }
    }
    return sum;
  }

  @Test
  void runsOfClassesWhoseReferencesAreOffRaiseNoAlarm() {
    Adwin window = Adwin.ofPValues(DriftMonitor.DELTA);
    Adwin strict = new Adwin(DriftMonitor.DELTA);
    PValueSum sum = new PValueSum(CLASSES * REFERENCE);
    Cusum strictSum = Cusum.ofPValues(CLASSES * REFERENCE);
    int alarms = 0;
    int strictAlarms = 0;
    int strictSumAlarms = 0;
    for (int n = 0; n < 20_000; n++) {
      int answered = n / RUN % CLASSES;
      double value = pValue(answered);
      alarms += window.add(value, errors.of(answered)) ? 1 : 0;
      alarms += sum.add(value, errors.of(answered)) ? 1 : 0;
      strictAlarms += strict.add(value) ? 1 : 0;
      strictSumAlarms += strictSum.add(value) ? 1 : 0;
    }

    assertThat(alarms).isZero();
    assertThat(strictAlarms).isGreaterThan(5);
    assertThat(strictSumAlarms).isZero();
  }

  @Test
  void oneClassThatComesOnItsOwnIsLetPassBySums() {
    PValueSum sum = new PValueSum(CLASSES * REFERENCE);
    Cusum strict = Cusum.ofPValues(CLASSES * REFERENCE);
    int alarms = 0;
    int strictAlarms = 0;
    for (int n = 0; n < 5_000; n++) {
      double value = pValue(1);
      alarms += sum.add(value, errors.of(1)) ? 1 : 0;
      strictAlarms += strict.add(value) ? 1 : 0;
    }

    assertThat(alarms).isZero();
    assertThat(strictAlarms).isPositive();
  }

  @Test
  void changeIsNoticedInRunsToo() {
    Adwin window = Adwin.ofPValues(DriftMonitor.DELTA);
    for (int n = 0; n < 4_000; n++) {
      int answered = n / RUN % CLASSES;
      window.add(random.nextDouble(), errors.of(answered));
    }
    int delay = 0;
    boolean alarm = false;
    while (!alarm && delay < RUN) {
      alarm = window.add(0.3 * random.nextDouble(), errors.of(2));
      delay++;
    }

    assertThat(alarm).isTrue();
    assertThat(delay).isLessThan(200);
  }

  @Test
  void windowsWrittenBeforeErrorsWereKeptGoOn() {
    Adwin old = new Adwin(DriftMonitor.DELTA);
    for (int n = 0; n < 1_000; n++) {
      old.add(random.nextDouble());
    }
    StateWriter state = new StateWriter();
    old.save(state);

    Adwin read = Adwin.loadPValues(DriftMonitor.DELTA, new StateReader(state.words()), false);

    assertThat(read.width()).isEqualTo(old.width());
    assertThat(read.mean()).isEqualTo(old.mean());
    assertThat(read.add(0.5, errors.of(0))).isFalse();
  }
}
