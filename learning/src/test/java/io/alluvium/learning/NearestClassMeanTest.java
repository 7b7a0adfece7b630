package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NearestClassMeanTest extends HeadContractTest {
  @Override
  Head head() {
    return Heads.named("ncm", HeadOptions.defaults());
  }

  @Override
  double[] reference(TextbookModel model, Embedding query) {
    return model.cosine(query);
  }

  @Test
  void scoreIsSixteenTimesTheCosine() {
    Space plane = Samples.space(2);
    SufficientStatistics statistics = new SufficientStatistics(plane);
    statistics.add("east", plane.quantise(new float[] {1, 0}));
    statistics.add("north", plane.quantise(new float[] {0, 1}));
    Decision decision =
        head().fit(Evidence.of(statistics)).decide(plane.quantise(new float[] {4, 3}), 2);
    assertThat(decision.margin().orElseThrow()).isCloseTo(16 * 0.2, within(0.01));
    assertThat(decision.candidates().getFirst().label()).isEqualTo("east");
  }

  @Test
  void vectorWithoutDirectionFitsAllClassesAlike() {
    Space fixed = Samples.fixedSpace(2);
    SufficientStatistics statistics = new SufficientStatistics(fixed);
    statistics.add("a", Embedding.of((short) 1, (short) 0));
    statistics.add("b", Embedding.of((short) 0, (short) 0));
    Decision decision = head().fit(Evidence.of(statistics)).decide(Embedding.of(new short[2]), 2);
    assertThat(decision.candidates())
        .containsExactly(new Candidate("a", 0.5), new Candidate("b", 0.5));
  }
}
