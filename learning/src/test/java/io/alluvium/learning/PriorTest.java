package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Samples.Labelled;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PriorTest {
  private static final Space SPACE = Samples.space(16);

  private final RandomGenerator random = Seeds.random();
  private final List<Labelled> samples =
      Samples.gaussian(random, SPACE, new int[] {60, 20, 5}, 0.5);

  static Set<String> heads() {
    return Heads.names();
  }

  private static HeadOptions options(Prior prior) {
    return HeadOptions.defaults().with(builder -> builder.prior(prior).features(64).window(10));
  }

  private Evidence evidence(Head head) {
    Evidence evidence = Evidence.empty(SPACE, head.demands(SPACE));
    for (int n = 0; n < samples.size(); n++) {
      evidence.apply(
          new LabelChange(
              "s" + n,
              samples.get(n).embedding(),
              0,
              n,
              Optional.empty(),
              Optional.of(Assignment.of(samples.get(n).label()))));
    }
    return evidence;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void everyHeadGainsTheLogarithmOfCounts(String name) {
    double[] gains = gains(name, Prior.FREQUENCY);
    assertThat(gains[0] - gains[1]).isCloseTo(StrictMath.log(3), within(1e-9));
    assertThat(gains[1] - gains[2]).isCloseTo(StrictMath.log(4), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void everyHeadGainsTheLogarithmOfCountsInTheWindow(String name) {
    double[] gains = gains(name, Prior.WINDOW);
    assertThat(gains[0]).isCloseTo(0, within(1e-9));
    assertThat(gains[1]).isCloseTo(StrictMath.log(6), within(1e-9));
    assertThat(gains[2]).isCloseTo(StrictMath.log(6), within(1e-9));
  }

  private double[] gains(String name, Prior prior) {
    Head with = Heads.named(name, options(prior));
    Head without = Heads.named(name, options(Prior.NONE));
    Embedding query = samples.getFirst().embedding();
    double[] gained = with.fit(evidence(with)).scores(query);
    double[] plain = without.fit(evidence(without)).scores(query);
    for (int c = 0; c < plain.length; c++) {
      gained[c] -= plain[c];
    }
    return gained;
  }

  @ParameterizedTest
  @EnumSource(
      value = Prior.class,
      names = {"FREQUENCY", "WINDOW"})
  void partsSumToTheScoreToTheLastBit(Prior prior) {
    Head head = Heads.named("plda", options(prior));
    Scorer scorer = head.fit(evidence(head));
    for (Labelled query : samples) {
      double[] scores = scorer.scores(query.embedding());
      List<ScoreParts> parts = scorer.explain(query.embedding(), 2);
      assertThat(parts).hasSize(2);
      for (ScoreParts each : parts) {
        assertThat(each.score()).isEqualTo(scores[scorer.labels().indexOf(each.label())]);
      }
      assertThat(parts.getFirst().label())
          .isEqualTo(scorer.decide(query.embedding(), 1).candidates().getFirst().label());
    }
  }

  @Test
  void onlyRefreshedClassesGainAnew() {
    Head head = Heads.named("ncm", options(Prior.FREQUENCY));
    Evidence evidence = evidence(head);
    Scorer before = head.fit(evidence);
    Embedding query = samples.getFirst().embedding();
    for (int n = 0; n < 5; n++) {
      evidence.statistics().add("class01", samples.get(61).embedding());
      evidence.statistics().add("class02", samples.get(82).embedding());
    }
    Scorer after = before.refreshed(evidence, Set.of("class02"));
    assertThat(after.explain(query, 3).stream().filter(part -> part.label().equals("class01")))
        .singleElement()
        .satisfies(part -> assertThat(part.prior()).isEqualTo(StrictMath.log(20)));
    assertThat(after.explain(query, 3).stream().filter(part -> part.label().equals("class02")))
        .singleElement()
        .satisfies(part -> assertThat(part.prior()).isEqualTo(StrictMath.log(10)));
  }
}
