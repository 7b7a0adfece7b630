package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How several readings become one figure. */
class SpreadTest {
  @Test
  void medianIsTheMiddleWhateverTheOrder() {
    assertThat(new Spread(List.of(5.0, 1.0, 100.0)).median()).isEqualTo(5);
    assertThat(Spread.of(7).median()).isEqualTo(7);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(new Spread(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(Spread.NONE::median)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing was measured");
  }

  @Test
  void ratiosAreOfReadingsTakenSideBySide() {
    Spread measured = new Spread(List.of(10.0, 5.0, 30.0));
    Spread limit = new Spread(List.of(20.0, 5.0, 40.0));
    assertThat(measured.over(limit).readings()).containsExactly(0.5, 1.0, 0.75);
  }

  @Test
  void ratiosNeedAsManyReadings() {
    assertThatThrownBy(() -> Spread.of(1).over(Spread.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 1 readings and 0 of the limit, expected as many");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesReadingsThatAreNone(double reading) {
    assertThatThrownBy(() -> Spread.of(reading))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reading is " + reading);
  }
}
