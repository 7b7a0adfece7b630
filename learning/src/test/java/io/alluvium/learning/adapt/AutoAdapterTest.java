package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.drift.DriftEvent;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

final class AutoAdapterTest {
  private static final double SHIFT = 0.8;

  /** Noticed, but answers to most samples stay right. */
  private static final double MILD = 0.25;

  private final GaussianWorld world = new GaussianWorld(new Random(13));
  private final FrozenClassifier classifier = world.classifier();
  private final AutoAdapter auto = Adapters.auto(classifier, world.surprise());

  private int drawn(int n) {
    return world.anyClass();
  }

  private static int runs(int n) {
    return n / 50 % GaussianWorld.CLASSES;
  }

  /** What came of a stretch: right answers without and with adaptation. */
  private record Hits(int frozen, int adapted) {}

  private Hits play(int samples, double shift, IntUnaryOperator classes) {
    int frozen = 0;
    int adapted = 0;
    for (int n = 0; n < samples; n++) {
      int truth = classes.applyAsInt(n);
      Sample sample = classifier.sample(world.draw(truth, shift));
      Posterior answer = auto.answer(List.of(sample), Conditions.INDEPENDENT).getFirst();
      frozen += sample.frozen().best() == truth ? 1 : 0;
      adapted += answer.best() == truth ? 1 : 0;
      auto.absorb(List.of(sample), Conditions.INDEPENDENT);
    }
    return new Hits(frozen, adapted);
  }

  @Test
  void cleanStretchesAreLeftAlone() {
    Hits independent = play(3_000, 0, this::drawn);
    Hits inRuns = play(3_000, 0, AutoAdapterTest::runs);

    assertThat(independent.adapted).isEqualTo(independent.frozen);
    assertThat(inRuns.adapted).isEqualTo(inRuns.frozen);
    assertThat(auto.takeEvents()).isEmpty();
  }

  @Test
  void shiftIsNoticedAndMostOfItsLossWonBack() {
    int clean = play(1_000, 0, this::drawn).frozen;
    Hits shifted = play(1_000, SHIFT, this::drawn);

    assertThat(shifted.frozen).isLessThan(clean - 50);
    assertThat(shifted.adapted - shifted.frozen).isGreaterThan(2 * (clean - shifted.frozen) / 3);
    assertThat(auto.takeEvents()).extracting(DriftEvent::detector).hasSize(1);
  }

  @Test
  void sourceThatReturnsIsAnsweredAsBeforeAtOnce() {
    play(500, 0, this::drawn);
    play(1_000, SHIFT, this::drawn);
    assertThat(auto.isActive()).isTrue();
    Hits returned = play(300, 0, this::drawn);

    assertThat(returned.adapted).isGreaterThanOrEqualTo(returned.frozen - 3);
    assertThat(auto.isActive()).isFalse();
  }

  @Test
  void nothingIsAdaptedToBeforeThereAreEnoughSamples() {
    play(AutoAdapter.LEAST_SAMPLES - 1, SHIFT, this::drawn);

    assertThat(auto.isActive()).isFalse();
  }

  /** One class is displaced, the others are as they were: a run of it says nothing of them. */
  @Test
  void changeOfOneClassIsToldOnceAndNotFollowedWhileItsRunLasts() {
    play(1_000, 0, AutoAdapterTest::runs);
    Hits hits = play(100, MILD, n -> 2);

    assertThat(auto.takeEvents()).hasSize(1);
    assertThat(auto.isActive()).isFalse();
    assertThat(hits.adapted).isEqualTo(hits.frozen);
  }

  @Test
  void changeOfAllClassesIsFollowedFromTheSecondRunOn() {
    play(1_000, 0, AutoAdapterTest::runs);
    play(100, MILD, n -> 2);
    assertThat(auto.isActive()).isFalse();
    Hits hits = play(1_000, MILD, AutoAdapterTest::runs);

    assertThat(auto.takeEvents()).hasSize(1);
    assertThat(hits.adapted).isGreaterThan(hits.frozen);
  }

  @Test
  void runsOfLabelsAreSaidToBeThere() {
    play(1_000, 0, AutoAdapterTest::runs);

    assertThat(auto.isCorrelated()).isTrue();
  }
}
