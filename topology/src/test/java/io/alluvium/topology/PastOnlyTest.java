package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.schemas.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a prediction may depend on, and what a withdrawn label leaves: the same streams, changed.
 */
class PastOnlyTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES, "5",
          AlluviumConfig.SOLVE_MAX_UPDATES, "11",
          AlluviumConfig.SOLVE_DELAY_ENTRIES, "3",
          AlluviumConfig.CHECKPOINT_UPDATES, "7");

  @TempDir private Path state;
  private int runs;

  private record Step(String id, int axis, Embedding embedding) {}

  private static List<Step> samples(RandomGenerator random, int count) {
    List<Step> steps = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int axis = random.nextInt(Toy.DIM);
      steps.add(new Step("s" + n, axis, Toy.near(axis, random)));
    }
    return steps;
  }

  private LearnDriver run(Consumer<LearnDriver> stream) {
    LearnDriver learn = new LearnDriver(state.resolve("run" + runs++), SETTINGS).announced();
    stream.accept(learn);
    return learn;
  }

  private static void play(LearnDriver learn, List<Step> steps) {
    for (Step step : steps) {
      learn.sample(step.id(), step.embedding());
      learn.label(step.id(), "class" + step.axis(), 1);
    }
  }

  @Test
  void predictionDoesNotDependOnItsOwnWaitingLabel() {
    RandomGenerator random = Seeds.random();
    List<Step> steps = samples(random, 30);
    Embedding asked = Toy.near(1, random);
    Prediction alone = answer(steps, asked, learn -> learn.sample("filler", asked));
    for (String label : List.of("class0", "class1", "new")) {
      Prediction waited = answer(steps, asked, learn -> learn.label("asked", label, 1));
      assertThat(waited.toString()).isEqualTo(alone.toString());
    }
  }

  /** Another entry stands where the waiting label would, so that positions are the same. */
  private Prediction answer(List<Step> steps, Embedding asked, Consumer<LearnDriver> before) {
    try (LearnDriver learn =
        run(l -> {
          play(l, steps);
          before.accept(l);
          l.sample("asked", asked);
        })) {
      return learn.lastPrediction();
    }
  }

  @Test
  void predictionsDoNotDependOnAnythingAfter() {
    RandomGenerator random = Seeds.random();
    List<Step> steps = samples(random, 40);
    try (LearnDriver whole = run(l -> play(l, steps))) {
      for (int cut : new int[] {1, 13, 27}) {
        List<Step> other = new ArrayList<>(steps.subList(0, cut));
        other.addAll(samples(random, 5));
        try (LearnDriver part = run(l -> play(l, other))) {
          assertThat(part.predictions().subList(0, cut).toString())
              .isEqualTo(whole.predictions().subList(0, cut).toString());
        }
      }
    }
  }

  @Test
  void modelIsAlwaysBeforeThePrediction() {
    try (LearnDriver learn = run(l -> play(l, samples(Seeds.random(), 40)))) {
      assertThat(learn.events("solved")).hasSizeGreaterThan(2);
      assertThat(learn.predictions().stream().skip(1))
          .allMatch(p -> p.getModel().getOffset() < p.getPosition().getOffset());
    }
  }

  @Test
  void withdrawnLabelsLeaveTheSumsOfAStreamThatNeverHadThem() {
    RandomGenerator random = Seeds.random();
    List<Step> steps = samples(random, 40);
    List<Step> forgotten = steps.stream().filter(step -> random.nextInt(3) == 0).toList();
    List<Step> kept = steps.stream().filter(step -> !forgotten.contains(step)).toList();
    try (LearnDriver with =
            run(l -> {
              play(l, steps);
              forgotten.stream()
                  .filter(step -> random.nextBoolean())
                  .forEach(step -> l.label(step.id(), "wrong", 2));
              forgotten.forEach(step -> l.withdraw(step.id(), 3));
            });
        LearnDriver never =
            run(l -> {
              kept.reversed().forEach(step -> l.label(step.id(), "class" + step.axis(), 1));
              steps.forEach(step -> l.sample(step.id(), step.embedding()));
            })) {
      assertThat(forgotten).isNotEmpty();
      assertThat(with.mark().get("sums_digest")).isEqualTo(never.mark().get("sums_digest"));
      with.label(forgotten.getFirst().id(), "class0", 4);
      assertThat(with.mark().get("sums_digest")).isNotEqualTo(never.mark().get("sums_digest"));
    }
  }
}
