package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ModelHealthTest {
  private static final short ONE = (short) Normalisation.UNIT;
  private static final Space PLANE = Samples.space(2);

  private static ModelHealth health(Space space, List<Labelled> samples) {
    return ModelHealth.of(Samples.statistics(space, samples)).orElseThrow();
  }

  private static Labelled sample(String label, int x, int y) {
    return new Labelled(label, Embedding.of((short) (x * ONE), (short) (y * ONE)));
  }

  /** Means (1/2, 1/2) and (-1/2, -1/2), each sample at a squared distance of 1/2 from its own. */
  @Test
  void twoClassesByHand() {
    ModelHealth health =
        health(
            PLANE,
            List.of(sample("b", -1, 0), sample("a", 1, 0), sample("a", 0, 1), sample("b", 0, -1)));
    assertThat(health.samples()).isEqualTo(4);
    assertThat(health.classes()).isEqualTo(2);
    assertThat(health.effectiveRank()).isCloseTo(2, within(1e-12));
    assertThat(health.withinVariance().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(health.explainedShare().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(health.separation().orElseThrow()).isCloseTo(2, within(1e-12));
    assertThat(health.meanDistance().orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-12));
    ModelHealth.Pair closest = health.closest().orElseThrow();
    assertThat(closest.first()).isEqualTo("a");
    assertThat(closest.second()).isEqualTo("b");
    assertThat(closest.distance()).isCloseTo(Math.sqrt(2), within(1e-12));
  }

  /** Singular values 3 and 1: shares 3/4 and 1/4, entropy 0.562335, its exponential 1.754765. */
  @Test
  void rankIsThatOfSingularValuesNotOfEigenvalues() {
    assertThat(ModelHealth.effectiveRank(new double[] {9, 1, 0, -1e-20}))
        .isCloseTo(1.754765, within(1e-6));
  }

  @Test
  void collapsedEmbeddingsHaveRankOne() {
    ModelHealth health = health(PLANE, List.of(sample("a", 1, 0), sample("b", 1, 0)));
    assertThat(health.effectiveRank()).isCloseTo(1, within(1e-6));
    assertThat(health.closest().orElseThrow().distance()).isZero();
    assertThat(health.withinVariance()).isEmpty();
    assertThat(health.explainedShare()).isEmpty();
  }

  @Test
  void oneClassIsNotSeparatedFromAnything() {
    ModelHealth health = health(PLANE, List.of(sample("a", 1, 0), sample("a", 0, 1)));
    assertThat(health.withinVariance().orElseThrow()).isCloseTo(1, within(1e-12));
    assertThat(health.explainedShare()).hasValue(0);
    assertThat(health.separation()).isEmpty();
    assertThat(health.meanDistance()).isEmpty();
    assertThat(health.closest()).isEmpty();
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(ModelHealth.of(new SufficientStatistics(PLANE))).isEmpty();
  }

  /** Against sums of squares over the samples themselves, in another order. */
  @Test
  void agreesWithTwoPasses() {
    Space space = Samples.space(19);
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {30, 1, 12, 57}, 0.7);
    ModelHealth health = health(space, samples);
    double within = 0;
    double total = 0;
    double[] centre = mean(samples, 19);
    for (Labelled sample : samples) {
      double[] own =
          mean(samples.stream().filter(s -> s.label().equals(sample.label())).toList(), 19);
      within += square(sample.embedding(), own);
      total += square(sample.embedding(), centre);
    }
    assertThat(health.withinVariance().orElseThrow()).isCloseTo(within / 96, within(1e-9));
    assertThat(health.explainedShare().orElseThrow()).isCloseTo(1 - within / total, within(1e-9));
    assertThat(health.separation().orElseThrow())
        .isCloseTo((total - within) / 3 / (within / 96), within(1e-7));
    assertThat(health.effectiveRank()).isBetween(1.0, 19.0);
    assertThat(health(space, Samples.shuffled(random, samples))).isEqualTo(health);
  }

  private static double[] mean(List<Labelled> samples, int dim) {
    double[] mean = new double[dim];
    for (Labelled sample : samples) {
      for (int i = 0; i < dim; i++) {
        mean[i] += (double) sample.embedding().get(i) / ONE / samples.size();
      }
    }
    return mean;
  }

  private static double square(Embedding sample, double[] point) {
    double square = 0;
    for (int i = 0; i < point.length; i++) {
      double difference = (double) sample.get(i) / ONE - point[i];
      square += difference * difference;
    }
    return square;
  }

  /** Solves at 4, 8, 12, ... updates: those that pass 10, 20, ... speak. */
  @Test
  void solvesThatPassAMultipleSpeak() {
    SolveOptions options = new SolveOptions(4, 4, 0, 0).withHealthUpdates(10);
    assertThat(options.tellsHealth(4, 8)).isFalse();
    assertThat(options.tellsHealth(8, 12)).isTrue();
    assertThat(options.tellsHealth(12, 16)).isFalse();
    assertThat(options.tellsHealth(16, 20)).isTrue();
    assertThat(new SolveOptions(4, 4, 0, 0).tellsHealth(0, 1000)).isFalse();
  }

  /** Stopped between the trigger of a solve and its effect. */
  @Test
  void restartTellsTheSame() {
    SolveOptions options = new SolveOptions(4, 4, 0, 3).withHealthUpdates(4);
    Head head = Heads.named("slda", HeadOptions.defaults());
    Learner straight = Learner.start(PLANE, head, options, Learner.Background.INLINE);
    List<LabelUpdate> log = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      Labelled sample = sample(n < 2 ? "a" : "b", n % 2, 1 - n % 2);
      LabelChange change =
          new LabelChange(
              "s" + n,
              sample.embedding(),
              Optional.empty(),
              Optional.of(Assignment.of(sample.label())));
      log.add(straight.learn(change, n));
      straight.finishEntry();
    }
    assertThat(straight.progress().pending()).isPresent();
    Learner restored =
        Learner.restore(
            head,
            options,
            Learner.Background.INLINE,
            straight.evidence().copy(),
            straight.progress(),
            log);
    for (int n = 0; n < 6; n++) {
      assertThat(restored.finishEntry()).isEqualTo(straight.finishEntry());
    }
    assertThat(straight.health()).isPresent();
    assertThat(restored.health()).isEqualTo(straight.health());
  }
}
