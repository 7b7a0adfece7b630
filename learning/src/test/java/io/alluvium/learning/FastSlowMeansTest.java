package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FastSlowMeansTest {
  private static final Space SPACE = Samples.space(3);
  private static final Embedding X = Embedding.of((short) 16384, (short) 0, (short) 0);
  private static final Embedding Y = Embedding.of((short) 0, (short) 16384, (short) 0);
  private static final Embedding Z = Embedding.of((short) 0, (short) 0, (short) 16384);

  private final Evidence evidence = Evidence.empty(SPACE, Demands.ofExemplars());
  private int samples;

  private void learn(int times, Embedding sample, String label) {
    for (int n = 0; n < times; n++) {
      samples++;
      evidence.apply(
          new LabelChange(
              "s" + samples,
              sample,
              0,
              samples,
              Optional.empty(),
              Optional.of(Assignment.of(label))));
    }
  }

  private static Head head(int window) {
    return Heads.named("fastslow", HeadOptions.defaults().with(builder -> builder.window(window)));
  }

  private static String best(Scorer scorer, Embedding query) {
    return scorer.decide(query, 1).candidates().getFirst().label();
  }

  @Test
  void followsAClassThatMovedWhereNearestMeanDoesNot() {
    learn(200, X, "moves");
    learn(100, Y, "stays");
    learn(40, Z, "moves");
    Embedding query = Embedding.of((short) 0, (short) 8000, (short) 14000);
    Scorer plain = Heads.named("ncm", HeadOptions.defaults()).fit(evidence);
    assertThat(best(plain, query)).isEqualTo("stays");
    assertThat(best(head(40).fit(evidence), query)).isEqualTo("moves");
  }

  @Test
  void recentSamplesWeighAgainstTwentyOfTheOthers() {
    learn(100, X, "a");
    learn(20, Y, "a");
    double[] score = head(20).fit(evidence).scores(X);
    assertThat(score[0]).isCloseTo(16 / Math.sqrt(2), within(0.01));
  }

  @Test
  void whatIsOutOfTheWindowIsConsolidatedAndCountsLikeAnyOther() {
    learn(100, X, "a");
    learn(20, Y, "a");
    learn(50, Z, "b");
    double[] scores = head(50).fit(evidence).scores(X);
    assertThat(scores[0]).isCloseTo(16 * 100 / Math.hypot(100, 20), within(0.01));
  }

  @Test
  void isNearestMeanWhileAllIsRecent() {
    learn(30, X, "a");
    learn(5, Z, "a");
    learn(20, Y, "b");
    assertThat(head(1000).fit(evidence).scores(Z))
        .isEqualTo(Heads.named("ncm", HeadOptions.defaults()).fit(evidence).scores(Z));
  }
}
