package io.alluvium.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each detector over numbers. */
final class DetectorsTest {
  private final Random random = new Random(7);

  @Test
  void windowGrowsWhileNothingChangesInLogarithmicMemory() {
    Adwin adwin = new Adwin(0.002);
    int alarms = 0;
    for (int n = 0; n < 20_000; n++) {
      alarms += adwin.add(random.nextDouble()) ? 1 : 0;
    }

    assertThat(alarms).isZero();
    assertThat(adwin.width()).isEqualTo(20_000);
    assertThat(adwin.mean()).isCloseTo(0.5, within(0.01));
    assertThat(adwin.buckets()).isLessThan(5 * 15);
  }

  @Test
  void windowLetsGoOfWhatWasBeforeAChange() {
    Adwin adwin = new Adwin(0.002);
    for (int n = 0; n < 2_000; n++) {
      adwin.add(random.nextDouble());
    }
    int delay = 0;
    boolean alarm = false;
    while (!alarm && delay < 500) {
      alarm = adwin.add(0.5 * random.nextDouble());
      delay++;
    }

    assertThat(alarm).isTrue();
    assertThat(delay).isLessThan(200);
    assertThat(adwin.width()).isLessThan(600);
  }

  @Test
  void windowRefusesWhatIsNoShare() {
    assertThatThrownBy(() -> new Adwin(0.002).add(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new Adwin(0)).hasMessageContaining("0.0");
  }

  @Test
  void sumsOfBothSidesAreThoseByHand() {
    Cusum cusum = new Cusum(0.5, 0.1, 1);

    assertThat(cusum.add(1)).isFalse();
    assertThat(cusum.statistic()).isCloseTo(0.4, within(1e-12));
    assertThat(cusum.add(1)).isFalse();
    assertThat(cusum.run()).isEqualTo(2);
    assertThat(cusum.add(1)).isTrue();
    assertThat(cusum.statistic()).isZero();
    assertThat(cusum.add(0)).isFalse();
    assertThat(cusum.add(0)).isFalse();
    assertThat(cusum.add(0)).isTrue();
  }

  @Test
  void sumOfUniformNumbersStaysBelowItsLimit() {
    Cusum cusum = Cusum.ofPValues(1000);
    int alarms = 0;
    for (int n = 0; n < 100_000; n++) {
      alarms += cusum.add(random.nextDouble()) ? 1 : 0;
    }

    assertThat(alarms).isZero();
  }

  @Test
  void errorsThatBecomeMoreFrequentAreDrift() {
    Ddm ddm = new Ddm();
    for (int n = 0; n < 1_000; n++) {
      assertThat(ddm.add(n % 10 == 0)).isNotEqualTo(Ddm.Level.DRIFT);
    }
    boolean warned = false;
    Ddm.Level level = Ddm.Level.STABLE;
    for (int n = 0; n < 200 && level != Ddm.Level.DRIFT; n++) {
      level = ddm.add(n % 2 == 0);
      warned |= level == Ddm.Level.WARNING;
    }

    assertThat(level).isEqualTo(Ddm.Level.DRIFT);
    assertThat(warned).isTrue();
    assertThat(ddm.errorShare()).isZero();
  }

  @Test
  void sketchCountsItselfAndTiesHalf() {
    ReferenceSketch sketch = ReferenceSketch.of(3, 1, 2);

    assertThat(sketch.pValue(2)).isEqualTo(0.5);
    assertThat(sketch.pValue(0)).isEqualTo(0.875);
    assertThat(sketch.pValue(4)).isEqualTo(0.125);
    assertThat(ReferenceSketch.of().pValue(1)).isEqualTo(0.5);
    assertThatThrownBy(() -> ReferenceSketch.of(1, Double.NaN)).hasMessageContaining("number");
  }

  @Test
  void sketchOfManyScoresIsOfTheirQuantiles() {
    double[] scores = random.doubles(5_000).toArray();
    ReferenceSketch sketch = ReferenceSketch.of(scores);

    assertThat(sketch.size()).isEqualTo(ReferenceSketch.SIZE);
    for (double score = 0.05; score < 1; score += 0.1) {
      assertThat(sketch.pValue(score)).isCloseTo(1 - score, within(0.04));
    }
  }

  @Test
  void pValuesOfEachClassAreUniformInAnyOrderOfClasses() {
    ConditionalReference.Builder builder = new ConditionalReference.Builder(2);
    for (int n = 0; n < 2_000; n++) {
      builder.add(n % 2, score(n % 2));
    }
    ConditionalReference reference = builder.build();
    for (int c = 0; c < 2; c++) {
      double[] tenths = new double[10];
      for (int n = 0; n < 5_000; n++) {
        tenths[(int) (10 * reference.pValue(c, score(c)))]++;
      }
      for (double tenth : tenths) {
        assertThat(tenth / 5_000).isCloseTo(0.1, within(0.03));
      }
    }
  }

  /** Scores of the second class are a hundred times those of the first. */
  private double score(int c) {
    return (1 + 99 * c) * (5 + random.nextGaussian());
  }

  @Test
  void labelsInRunsAreCorrelatedAndDrawnOnesAreNot() {
    LabelCorrelation drawn = new LabelCorrelation(5);
    LabelCorrelation runs = new LabelCorrelation(5);
    for (int n = 0; n < 2_000; n++) {
      drawn.add(random.nextInt(5));
      runs.add(n / 20 % 5);
    }

    assertThat(drawn.isCorrelated()).isFalse();
    assertThat(drawn.autocorrelation()).isLessThan(0.15);
    assertThat(runs.isCorrelated()).isTrue();
    assertThat(runs.autocorrelation()).isGreaterThan(0.8);
  }

  @Test
  void oneClassAloneIsNotTakenForRuns() {
    LabelCorrelation one = new LabelCorrelation(5);
    for (int n = 0; n < 2_000; n++) {
      one.add(3);
    }

    assertThat(one.excess()).isCloseTo(0, within(0.01));
    assertThat(one.isCorrelated()).isFalse();
    assertThat(one.mayBeCorrelated()).isTrue();
  }

  @Test
  void runLongerThanTheMemoryChangesNothingOfWhatWasKnown() {
    LabelCorrelation runs = new LabelCorrelation(5);
    LabelCorrelation drawn = new LabelCorrelation(5);
    for (int n = 0; n < 1_000; n++) {
      runs.add(n / 20 % 5);
      drawn.add(random.nextInt(5));
    }
    assertThat(drawn.mayBeCorrelated()).isFalse();
    for (int n = 0; n < 1_000; n++) {
      runs.add(3);
      drawn.add(3);
    }

    assertThat(runs.isCorrelated()).isTrue();
    assertThat(new LabelCorrelation(7).after(runs).isCorrelated()).isTrue();
    assertThat(reopened(runs).isCorrelated()).isTrue();
    assertThat(reopened(drawn).mayBeCorrelated()).isFalse();
    for (int n = 0; n < 1_000; n++) {
      runs.add(random.nextInt(5));
    }
    assertThat(runs.mayBeCorrelated()).isFalse();
  }

  @Test
  void answersThatAreAsOneSidedAsWhatWasLearntAreIndependent() {
    LabelCorrelation even = new LabelCorrelation(2);
    LabelCorrelation oneSided = new LabelCorrelation(2, 0.82);
    LabelCorrelation onlyClass = new LabelCorrelation(1);
    for (int n = 0; n < 1_000; n++) {
      int answer = random.nextInt(10) == 0 ? 1 : 0;
      even.add(answer);
      oneSided.add(answer);
      onlyClass.add(0);
    }

    assertThat(even.mayBeCorrelated()).isTrue();
    assertThat(oneSided.mayBeCorrelated()).isFalse();
    assertThat(onlyClass.mayBeCorrelated()).isFalse();
  }

  private static LabelCorrelation reopened(LabelCorrelation one) {
    StateWriter state = new StateWriter();
    one.saveVerdict(state);
    one.save(state);
    StateReader reader = new StateReader(state.words());
    LabelCorrelation opened = new LabelCorrelation(5);
    opened.loadVerdict(reader);
    opened.load(reader);
    reader.end();
    return opened;
  }

  @Test
  void theFirstErrorsAfterNoneAreNoDrift() {
    Ddm ddm = new Ddm();
    for (int n = 0; n < 20_000; n++) {
      assertThat(ddm.add(n % 100 == 99)).isNotEqualTo(Ddm.Level.DRIFT);
    }
  }
}
