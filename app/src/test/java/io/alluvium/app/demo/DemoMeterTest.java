package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoMeterTest {
  private static final long MILLI = 1_000_000;

  private final DemoMeter meter = new DemoMeter();

  @Test
  void joinsPredictionsWithTrueClasses() {
    send("1", "a");
    send("2", "b");
    send("3", "b");
    predict("2", "b");
    predict("1", "b");
    predict("3", null);

    DemoFigures figures = meter.figures();
    assertThat(figures.predictions()).isEqualTo(3);
    assertThat(figures.prequentialAccuracy()).isEqualTo(1 / 3.0);
    assertThat(figures.prequentialAccuracyWindow()).isEqualTo(1 / 3.0);
    assertThat(figures.noChangeAccuracy()).isEqualTo(1 / 3.0);
    assertThat(figures.majorityAccuracy()).isZero();
  }

  @Test
  void isBalancedWhenEveryRecordIsAccountedFor() {
    send("1", "a");
    send("2", "b");
    send("3", "b");
    repeat("1", "a");
    predict("1", "a");
    predict("2", "a");
    assertThat(meter.figures().balances()).isFalse();

    meter.onDuplicates(1);
    meter.onDeadLetters(1);

    assertThat(meter.figures().records()).isEqualTo(4);
    assertThat(meter.figures().duplicates()).isEqualTo(1);
    assertThat(meter.figures().deadLetters()).isEqualTo(1);
    assertThat(meter.figures().balances()).isTrue();
  }

  @Test
  void isNotBalancedWhenOnePredictionIsLostAndAnotherDoubled() {
    send("1", "a");
    send("2", "b");
    predict("1", "a");
    predict("1", "a");

    assertThat(meter.figures().predictions()).isEqualTo(2);
    assertThat(meter.figures().unexpectedPredictions()).isEqualTo(1);
    assertThat(meter.figures().prequentialAccuracy()).isEqualTo(1);
    assertThat(meter.figures().balances()).isFalse();
  }

  @Test
  void doesNotExpectPredictionsOfSamplesNeverSent() {
    predict("1", "a");

    assertThat(meter.figures().unexpectedPredictions()).isEqualTo(1);
  }

  @Test
  void leavesDuplicatesOutOfTheNaiveGuesses() {
    send("1", "a");
    repeat("1", "a");
    send("2", "b");

    assertThat(meter.figures().noChangeAccuracy()).isZero();
  }

  @Test
  void countsLabelsByKindAndClassesOnce() {
    send("1", "a");
    send("2", "b");
    send("3", "b");
    label("1", 1, "a");
    label("2", 1, "a");
    assertThat(meter.labelsWaiting()).isEqualTo(1);
    label("2", 2, "b");
    label("1", 2, null);

    DemoFigures figures = meter.figures();
    assertThat(figures.labels()).isEqualTo(2);
    assertThat(figures.corrections()).isEqualTo(1);
    assertThat(figures.withdrawals()).isEqualTo(1);
    assertThat(figures.classes()).isEqualTo(2);
  }

  @Test
  void countsAPredictionInThePhaseItsSampleWasSentIn() {
    mark(DemoPhase.FEW_CLASSES, Typing.BEFORE);
    send("1", "a");
    label("1", 1, "a");
    mark(DemoPhase.NEW_CLASSES, Typing.BEFORE);
    send("2", "b");
    predict("1", "a");
    predict("2", "a");

    assertThat(meter.phases())
        .extracting(PhaseFigures::phase)
        .containsExactly(DemoPhase.FEW_CLASSES, DemoPhase.NEW_CLASSES);
    DemoFigures few = meter.phases().getFirst().figures();
    DemoFigures many = meter.phases().getLast().figures();
    assertThat(few.predictions()).isEqualTo(1);
    assertThat(few.prequentialAccuracy()).isEqualTo(1);
    assertThat(few.labels()).isEqualTo(1);
    assertThat(many.prequentialAccuracy()).isZero();
    assertThat(many.labels()).isZero();
    assertThat(many.classes()).as("known from before").isEqualTo(1);
    assertThat(meter.figures().prequentialAccuracy()).isEqualTo(0.5);
  }

  @Test
  void tellsSourcesApartBeforeDuringAndAfterTheBadTyping() {
    mark(DemoPhase.LATE_LABELS, Typing.BEFORE);
    send("0", "a");
    mark(DemoPhase.BAD_TYPING, Typing.BEFORE);
    send("1", "a");
    mark(DemoPhase.BAD_TYPING, Typing.DURING);
    send("2", "a");
    send("3", "a");
    for (String id : new String[] {"0", "1", "2"}) {
      predict(id, "a");
    }
    predict("3", "b");

    assertThat(meter.sources())
        .containsExactly(
            new SourceFigures("library", Typing.BEFORE, 1, 1),
            new SourceFigures("library", Typing.DURING, 2, 0.5));
  }

  @Test
  void measuresLatencyAndRate() {
    for (int i = 0; i < 100; i++) {
      meter.onSent(sample(Integer.toString(i), "a", false), 10L * i * MILLI);
    }
    for (int i = 0; i < 100; i++) {
      long latencyMillis = i < 98 ? 20 : 510;
      meter.onPrediction(Integer.toString(i), "a", (10L * i + latencyMillis) * MILLI);
    }

    DemoFigures figures = meter.figures();
    assertThat(figures.latencyP50Ms()).isCloseTo(20, within(0.02));
    assertThat(figures.latencyP99Ms()).isCloseTo(510, within(0.5));
    assertThat(figures.recordsPerSecond()).isCloseTo(100 / 1.5, within(1e-9));
  }

  private void mark(DemoPhase phase, Typing typing) {
    meter.onMark(new DemoAction.Mark(phase, typing, "what happens"));
  }

  private void send(String id, String trueClass) {
    meter.onSent(sample(id, trueClass, false), 0);
  }

  private void repeat(String id, String trueClass) {
    meter.onSent(sample(id, trueClass, true), 0);
  }

  private void label(String id, long sequence, @Nullable String label) {
    meter.onLabel(new DemoAction.Label(id, "library", sequence, label));
  }

  private void predict(String id, @Nullable String label) {
    meter.onPrediction(id, label, MILLI);
  }

  private static DemoAction.Sample sample(String id, String trueClass, boolean duplicate) {
    return new DemoAction.Sample(id, "library", "text", trueClass, duplicate);
  }
}
