package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.HeadOptions.Votes;
import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancedHeadsTest {
  private static final Space SPACE = Samples.space(16);
  private static final HeadOptions OPTIONS =
      HeadOptions.defaults().with(builder -> builder.features(96).neighbours(9));

  private final RandomGenerator random = Seeds.random();

  /** Classes that overlap, one of them rare: balanced, more of its samples are found. */
  @ParameterizedTest
  @ValueSource(strings = {"ranpac", "knn"})
  void balancedHeadsFindRareClasses(String name) {
    List<Labelled> all = Samples.gaussian(random, SPACE, new int[] {400, 400, 220}, 2.2);
    List<Labelled> seen = new ArrayList<>(all.subList(0, 820));
    List<Labelled> rare = all.subList(820, 1020);
    Head plain = Heads.named(name, OPTIONS);
    Head balanced = Heads.named(name, OPTIONS.with(builder -> builder.balanced(true)));
    Evidence evidence = Samples.evidence(SPACE, plain, seen);
    assertThat(found(balanced.fit(evidence), rare))
        .isGreaterThan(found(plain.fit(evidence), rare) + 20);
  }

  private static long found(Scorer scorer, List<Labelled> samples) {
    return samples.stream()
        .filter(sample ->
            scorer
                .decide(sample.embedding(), 1)
                .candidates()
                .getFirst()
                .label()
                .equals(sample.label()))
        .count();
  }

  @Test
  void balancedMomentIsThatOfEqualClasses() {
    List<Labelled> samples = Samples.gaussian(random, SPACE, new int[] {50, 50, 50}, 1);
    SufficientStatistics statistics = Samples.statistics(SPACE, samples);
    double[] plain = SymmetricMatrices.full(statistics.moments());
    double[] balanced = BalancedClasses.of(statistics).gram(Kernels.operations(), statistics);
    for (int i = 0; i < plain.length; i++) {
      assertThat(balanced[i]).isCloseTo(plain[i], within(0.03 * plain[0]));
    }
  }

  @Test
  void closerNeighboursOutvoteMoreDistantOnes() {
    Head uniform = Heads.named("knn", HeadOptions.defaults().with(each -> each.neighbours(3)));
    Head distance =
        Heads.named(
            "knn", HeadOptions.defaults().with(each -> each.neighbours(3).votes(Votes.DISTANCE)));
    Space plane = Samples.space(2);
    Evidence evidence = Evidence.empty(plane, uniform.demands(plane));
    Embedding near = Embedding.of((short) 16384, (short) 0);
    Embedding far = Embedding.of((short) 0, (short) 16384);
    evidence.apply(Samples.first("s1", new Labelled("near", near)));
    evidence.apply(Samples.first("s2", new Labelled("far", far)));
    evidence.apply(Samples.first("s3", new Labelled("far", far)));
    assertThat(label(uniform.fit(evidence), near)).isEqualTo("far");
    assertThat(label(distance.fit(evidence), near)).isEqualTo("near");
  }

  private static String label(Scorer scorer, Embedding query) {
    return scorer.decide(query, 1).candidates().getFirst().label();
  }

  @Test
  void ensembleIsBetweenItsMembersAndKnowsTheSameClasses() {
    List<Labelled> samples = Samples.gaussian(random, SPACE, new int[] {40, 40}, 1);
    Head head =
        Heads.named("klda", OPTIONS.with(builder -> builder.ensemble(3).features(20).gamma(1)));
    assertThat(head.demands(SPACE).features()).hasSize(3);
    Scorer scorer = head.fit(Samples.evidence(SPACE, head, samples));
    assertThat(scorer.labels()).containsExactly("class00", "class01");
    for (Labelled query : samples) {
      double[] scores = scorer.scores(query.embedding());
      assertThat(StrictMath.exp(scores[0]) + StrictMath.exp(scores[1])).isCloseTo(1, within(1e-9));
    }
  }
}
