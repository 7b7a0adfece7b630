package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.transition.GateCheck.Verdict;
import org.junit.jupiter.api.Test;

/** What two encoders took for the same samples. */
class EncoderCostTest {
  private static final EncoderCost COST = new EncoderCost(100, 200_000_000, 300_000_000);

  @Test
  void twiceAsLongPassesAndLongerWarns() {
    assertThat(COST.check())
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("latency");
          assertThat(check.value()).hasValue(1.5);
          assertThat(check.limit()).isEqualTo("at most 2.000");
          assertThat(check.meaning()).contains("3.00 ms over 2.00 ms", "same 100 samples");
          assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        });
    assertThat(new EncoderCost(1, 10, 20).check().verdict()).isEqualTo(Verdict.PASS);
    assertThat(new EncoderCost(1, 10, 21).check().verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void measurementsAdd() {
    assertThat(COST.plus(new EncoderCost(10, 1, 2)))
        .isEqualTo(new EncoderCost(110, 200_000_001, 300_000_002));
  }

  @Test
  void nothingMeasuredCannotBeTold() {
    assertThat(EncoderCost.untold().verdict()).isEqualTo(Verdict.NOT_TESTABLE);
    assertThat(EncoderCost.untold().value()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new EncoderCost(0, 5, 7))
        .hasMessage("encoders took 5 and 7 ns for 0 samples, expected at least 1 each");
    assertThatThrownBy(() -> new EncoderCost(1, 0, 7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EncoderCost(1, 5, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
