package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.GateCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far what is known is carried over changes of the encoder. */
class CarriedTest {
  private static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), 2, new Normalisation.L2());
  private static final ChainLimits LIMITS = ChainLimits.defaults();

  private static Transition leaving(double share) {
    return new Transition(
        SPACE, SPACE, Matrix.identity(2), new double[2], Matrix.zeros(2, 2), share, 1);
  }

  @Test
  void sharesComposeAsIfTheyWereIndependent() {
    Carried twice = Carried.NOT.along(leaving(0.2)).along(leaving(0.5));
    assertThat(twice.hops()).isEqualTo(2);
    assertThat(twice.residualShare()).isCloseTo(1 - 0.8 * 0.5, within(1e-12));
    assertThat(Carried.NOT.along(leaving(1.7)).residualShare()).isEqualTo(1);
  }

  @Test
  void theFirstChangeIsJudgedByItsOwnNumbers() {
    assertThat(Carried.NOT.checks(leaving(0.9), LIMITS))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.name()).isEqualTo("hops");
          assertThat(check.value()).hasValue(1);
          assertThat(check.verdict()).isEqualTo(Verdict.PASS);
        });
    assertThat(LIMITS.due(Carried.NOT.along(leaving(0.9)))).isEmpty();
  }

  @Test
  void tooManyChangesAndTooMuchLeftUnexplainedWarn() {
    List<GateCheck> lost = new Carried(1, 0.4).checks(leaving(0.2), LIMITS);
    assertThat(lost).extracting(GateCheck::name).containsExactly("hops", "carried-residual");
    assertThat(lost).extracting(GateCheck::verdict).containsExactly(Verdict.PASS, Verdict.WARN);
    assertThat(LIMITS.due(new Carried(2, 0.52)))
        .hasValue(
            "the maps leave 0.52 of the variance unexplained, the limit is 0.50: relearn or embed the"
                + " history again");
    assertThat(new Carried(4, 0.1).checks(leaving(0.1), LIMITS))
        .extracting(GateCheck::verdict)
        .containsExactly(Verdict.WARN, Verdict.PASS);
    assertThat(LIMITS.due(new Carried(5, 0.1)).orElseThrow())
        .startsWith("what was learnt was carried over 5 changes of the encoder, the limit is 4");
    assertThat(LIMITS.due(new Carried(4, 0.5))).isEmpty();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Carried(-1, 0)).hasMessageContaining("over -1 changes");
    assertThatThrownBy(() -> new Carried(1, 1.01)).hasMessageContaining("share of 1.01");
    assertThatThrownBy(() -> new Carried(1, Double.NaN)).hasMessageContaining("share of NaN");
  }
}
