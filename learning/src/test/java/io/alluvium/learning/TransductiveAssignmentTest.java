package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TransductiveAssignmentTest {
  private static final Space SPACE = Samples.space(8);

  private final RandomGenerator random = Seeds.random();
  private final List<Labelled> samples = Samples.gaussian(random, SPACE, new int[] {50, 50}, 0.5);
  private final Evidence evidence = Evidence.of(Samples.statistics(SPACE, samples));
  private final Scorer scorer = Heads.named("transductive", HeadOptions.defaults()).fit(evidence);

  @Test
  void aloneAQueryIsAnsweredAsByTheModel() {
    Scorer model = Heads.named("plda", HeadOptions.defaults()).fit(evidence);
    for (Labelled each : samples) {
      assertThat(scorer.decide(List.of(each.embedding()), 2))
          .containsExactly(model.decide(each.embedding(), 2));
    }
  }

  @Test
  void neighboursThatAreSureDrawAQueryThatIsNot() {
    Embedding left = mean(samples.subList(0, 50));
    Embedding right = mean(samples.subList(50, 100));
    Embedding between = between(left, right);
    List<Embedding> queries = new ArrayList<>(List.of(between));
    for (int n = 1; n <= 3; n++) {
      queries.add(between(between(between, left), left));
    }
    double alone = probability(scorer.decide(between, 2));
    double together = probability(scorer.decide(queries, 2).getFirst());
    assertThat(together).isGreaterThan(alone);
  }

  private static double probability(Decision decision) {
    return decision.candidates().stream()
        .filter(candidate -> candidate.label().equals("class00"))
        .findFirst()
        .orElseThrow()
        .probability();
  }

  private static Embedding mean(List<Labelled> all) {
    float[] mean = new float[SPACE.dim()];
    for (Labelled each : all) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += each.embedding().get(i);
      }
    }
    return SPACE.quantise(mean);
  }

  private static Embedding between(Embedding left, Embedding right) {
    float[] middle = new float[SPACE.dim()];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = left.get(i) + right.get(i);
    }
    return SPACE.quantise(middle);
  }

  @Test
  void servesNoStream() {
    assertThat(Heads.servingNames()).doesNotContain("transductive");
    assertThat(scorer.window()).isEqualTo(64);
  }
}
