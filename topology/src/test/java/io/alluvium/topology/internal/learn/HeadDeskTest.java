package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Toy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadDeskTest {
  private static HeadDesk desk(Map<String, String> settings) {
    AlluviumConfig config = new AlluviumConfig(settings);
    return new HeadDesk(config.heads(), FittedHeads.of(config), () -> Optional.of("slda"));
  }

  @Test
  void sumsSufficeWhereSolvesNeedNothingElse() {
    assertThatCode(() -> desk(Map.of(AlluviumConfig.HEAD, "slda")).checkSumsSuffice(Toy.space(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void itIsSaidWhatNeedsMoreThanSums() {
    assertThatThrownBy(
            () -> desk(Map.of(AlluviumConfig.HEAD, "knn")).checkSumsSuffice(Toy.space(1)))
        .isInstanceOf(RefusedCommandException.class)
        .hasMessageContaining("[knn]");
    HeadDesk measured =
        desk(
            Map.of(
                AlluviumConfig.HEAD, "slda",
                AlluviumConfig.NOVELTY_SCORE, "neighbours"));
    assertThatThrownBy(() -> measured.checkSumsSuffice(Toy.space(1)))
        .isInstanceOf(RefusedCommandException.class)
        .hasMessageContaining(AlluviumConfig.NOVELTY_SCORE);
  }

  @Test
  void onlyAHeadThatRunsCanBePromoted() {
    HeadDesk desk = desk(Map.of(AlluviumConfig.HEAD, "slda", AlluviumConfig.CHALLENGERS, "ncm"));
    assertThat(desk.checkRuns("ncm")).isEqualTo("slda");
    assertThatThrownBy(() -> desk.checkRuns("plda"))
        .isInstanceOf(RefusedCommandException.class)
        .hasMessageContaining("plda")
        .hasMessageContaining("[slda, ncm]");
  }
}
