package io.alluvium.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DoubtMetricsTest {
  @Test
  void areaUnderRiskCoverageIsThatByHand() {
    RiskCoverage risk = new RiskCoverage();
    risk.add(0.9, true);
    risk.add(0.8, false);
    risk.add(0.7, true);

    assertThat(risk.aurc()).isCloseTo((0 + 1 / 2.0 + 1 / 3.0) / 3, within(1e-12));
    assertThat(risk.excess()).isCloseTo((1 / 2.0) / 3, within(1e-12));
    assertThat(new RiskCoverage().aurc()).isZero();
  }

  @Test
  void falsePositivesAreCountedWhereNinetyFiveInAHundredAreFound() {
    Novelty novelty = new Novelty();
    for (int i = 0; i < 100; i++) {
      novelty.addNovel(i);
      novelty.addKnown(i - 50);
    }

    assertThat(novelty.falsePositiveRateAt95()).isEqualTo(0.45);
    assertThat(new Novelty().falsePositiveRateAt95()).isZero();
  }
}
