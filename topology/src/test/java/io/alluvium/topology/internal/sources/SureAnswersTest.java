package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class SureAnswersTest {
  private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");

  /** Sure of {@code a}, which is right seven times in ten; one true class in ten is not named. */
  private static final Decision TOO_SURE =
      new Decision(
          List.of(new Candidate("a", 0.97), new Candidate("b", 0.02)), OptionalDouble.of(4));

  private final SureAnswers sure = new SureAnswers(true);

  private static String truth(int n) {
    return n % 10 < 7 ? "a" : n % 10 < 9 ? "b" : "c";
  }

  private Optional<SureAnswers.Report> learn(SureAnswers learning, int from, int to) {
    Optional<SureAnswers.Report> last = Optional.empty();
    for (int n = from; n < to; n++) {
      last = learning.add(TOO_SURE, CLASSES, truth(n));
    }
    return last;
  }

  @Test
  void withoutLabelsProbabilitiesAreThoseOfTheHead() {
    List<Double> calibrated = sure.of(TOO_SURE, CLASSES).orElseThrow();
    assertThat(calibrated.get(0)).isCloseTo(0.97, within(1e-12));
    assertThat(calibrated.get(1)).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void probabilitiesBecomeAsSureAsTheAnswersAreRight() {
    learn(sure, 0, 3000);
    SureAnswers.Report report = learn(sure, 3000, 4000).orElseThrow();
    assertThat(report.labelled()).isEqualTo(1000);
    assertThat(report.right()).isEqualTo(700);
    assertThat(report.claimed()).isCloseTo(0.97, within(1e-9));
    assertThat(report.calibrated()).isCloseTo(0.7, within(0.05));
    assertThat(report.exponent()).isLessThan(0.7);
    assertThat(sure.of(TOO_SURE, CLASSES).orElseThrow().getFirst()).isCloseTo(0.7, within(0.05));
  }

  @Test
  void classesThatWereNotKnownTeachNothing() {
    for (int n = 0; n < 500; n++) {
      sure.add(TOO_SURE, CLASSES, "new" + n);
    }
    assertThat(sure.of(TOO_SURE, CLASSES).orElseThrow().getFirst()).isCloseTo(0.97, within(1e-12));
  }

  @Test
  void goesOnWhereItWasWritten() {
    learn(sure, 0, 1300);
    StateWriter written = new StateWriter();
    sure.save(written);
    SureAnswers restored = new SureAnswers(true);
    StateReader reader = new StateReader(written.words());
    restored.load(reader);
    reader.end();
    assertThat(learn(restored, 1300, 2000)).isEqualTo(learn(sure, 1300, 2000)).isPresent();
    assertThat(restored.of(TOO_SURE, CLASSES)).isEqualTo(sure.of(TOO_SURE, CLASSES));
  }

  @Test
  void stateOfBeforeHasNoNumbersOfIt() {
    StateReader nothing = new StateReader(new StateWriter().words());
    sure.load(nothing);
    nothing.end();
    assertThat(sure.of(TOO_SURE, CLASSES).orElseThrow().getFirst()).isCloseTo(0.97, within(1e-12));
  }

  @Test
  void numbersThatWereNeverWrittenAreRefused() {
    StateWriter written = new StateWriter();
    sure.save(written);
    StateWriter forged = new StateWriter();
    forged.put(new StateReader(written.words()).nextLong()).put(9.5);
    assertThatThrownBy(() -> sure.load(new StateReader(forged.words())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9.5");
  }

  @Test
  void nothingIsGivenWhereNothingIsWanted() {
    SureAnswers none = new SureAnswers(false);
    assertThat(none.of(TOO_SURE, CLASSES)).isEmpty();
    assertThat(learn(none, 0, 1000)).isEmpty();
    assertThat(sure.of(new Decision(List.of(), OptionalDouble.empty()), List.of())).isEmpty();
  }
}
