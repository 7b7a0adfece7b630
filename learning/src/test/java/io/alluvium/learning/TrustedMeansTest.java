package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Samples.Labelled;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrustedMeansTest {
  private static final Space SPACE = Samples.space(16);
  private static final Head HEAD = Heads.named("trusted", HeadOptions.defaults());

  /** Always the same: how far a head stays ahead of another differs from world to world. */
  private final List<Labelled> samples =
      Samples.gaussian(new SplittableRandom(7), SPACE, new int[] {60, 60, 60}, 0.4);

  private final Evidence evidence = Evidence.empty(SPACE, HEAD.demands(SPACE));

  private void learn(int n, String label, int weight) {
    evidence.apply(
        new LabelChange(
            "s" + n,
            samples.get(n).embedding(),
            0,
            n,
            Optional.empty(),
            Optional.of(new Assignment(label, weight))));
  }

  /** Five trusted labels of each class; of the others, those of every second are wrong. */
  private void learnAll() {
    for (int n = 0; n < samples.size(); n++) {
      String truth = samples.get(n).label();
      boolean trusted = n % 60 < 5;
      boolean wrong = !trusted && n % 2 == 0;
      learn(n, wrong ? "class0" + (truth.charAt(6) - '0' + 1) % 3 : truth, trusted ? 2 : 1);
    }
  }

  @Test
  void weakLabelsThatContradictTheTrustedAreSetAside() {
    learnAll();
    Scorer scorer = HEAD.fit(evidence);
    assertThat(scorer.remarks()).containsOnlyKeys("labels_set_aside");
    assertThat(scorer.remarks().get("labels_set_aside")).isBetween(75L, 95L);
    assertThat(margin(scorer)).isGreaterThan(margin(new NearestClassMean().fit(evidence)) + 1);
  }

  private double margin(Scorer scorer) {
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < 60; n += 20) {
      double[] scores = scorer.scores(samples.get(n).embedding());
      least = Math.min(least, scores[0] - Math.max(scores[1], scores[2]));
    }
    return least;
  }

  @Test
  void withoutTrustedLabelsItIsNearestMean() {
    for (int n = 0; n < samples.size(); n++) {
      learn(n, samples.get(n).label(), 1);
    }
    Scorer scorer = HEAD.fit(evidence);
    assertThat(scorer.remarks()).containsEntry("labels_set_aside", 0L);
    Embedding query = samples.get(7).embedding();
    assertThat(scorer.scores(query)).isEqualTo(new NearestClassMean().fit(evidence).scores(query));
  }

  @Test
  void classWithoutTrustedLabelsTakesItsOwn() {
    learnAll();
    Labelled other =
        Samples.gaussian(new SplittableRandom(8), SPACE, new int[] {1}, 0.1).getFirst();
    evidence.apply(Samples.first("only", new Labelled("new", other.embedding())));
    assertThat(HEAD.fit(evidence).decide(other.embedding(), 1).candidates().getFirst().label())
        .isEqualTo("new");
  }
}
