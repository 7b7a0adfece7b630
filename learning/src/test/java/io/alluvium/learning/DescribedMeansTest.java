package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescribedMeansTest {
  private static final Space SPACE = Samples.space(2);
  private static final Embedding X = Embedding.of((short) 16384, (short) 0);
  private static final Embedding Y = Embedding.of((short) 0, (short) 16384);
  private static final Head HEAD =
      Heads.named(
          "prior",
          HeadOptions.defaults()
              .with(builder -> builder.descriptions(Map.of("east", X, "north", Y))));

  @Test
  void classIsPredictableFromItsDescriptionAlone() {
    Scorer scorer = HEAD.fit(Evidence.empty(SPACE, Demands.NONE));
    assertThat(scorer.labels()).containsExactly("east", "north");
    assertThat(scorer.decide(Y, 1).candidates().getFirst().label()).isEqualTo("north");
  }

  @Test
  void descriptionFadesAsSamplesCome() {
    Evidence evidence = Evidence.empty(SPACE, Demands.NONE);
    double described = north(HEAD.fit(evidence));
    learn(evidence, "north", 3);
    double even = north(HEAD.fit(evidence));
    learn(evidence, "north", 300);
    double gone = north(HEAD.fit(evidence));
    assertThat(described).isZero();
    assertThat(even).isBetween(11.2, 11.4);
    assertThat(gone).isGreaterThan(15.99);
  }

  /** All samples of the class lie east, where its description does not. */
  private static double north(Scorer scorer) {
    return scorer.scores(X)[1];
  }

  private static void learn(Evidence evidence, String label, int times) {
    for (int n = 0; n < times; n++) {
      evidence.statistics().add(label, X);
    }
  }

  @Test
  void refreshedClassKeepsItsDescription() {
    Evidence evidence = Evidence.empty(SPACE, Demands.NONE);
    Scorer before = HEAD.fit(evidence);
    evidence.statistics().add("west", X);
    Scorer after = before.refreshed(evidence, Set.of("west"));
    assertThat(after.labels()).containsExactly("east", "north", "west");
    assertThat(after.scores(Y)[1]).isGreaterThan(15.9);
  }

  @Test
  void withoutDescriptionsItIsNearestMean() {
    Evidence evidence = Evidence.empty(SPACE, Demands.NONE);
    learn(evidence, "a", 3);
    evidence.statistics().add("b", Y);
    Embedding query = Embedding.of((short) 9000, (short) 12000);
    assertThat(Heads.named("prior", HeadOptions.defaults()).fit(evidence).scores(query))
        .isEqualTo(Heads.named("ncm", HeadOptions.defaults()).fit(evidence).scores(query));
  }
}
