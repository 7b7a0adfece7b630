package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.encoders.Device;
import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AdapterTrainerTest {
  private static final TorchRuntime TORCH = TorchRuntime.start(new Device.Cpu());

  private static AdapterOptions options(AdapterOptions.Projection projection, boolean onlyNew) {
    return new AdapterOptions(
        16,
        Activation.RELU,
        12,
        64,
        0.01,
        AdapterOptions.Loss.CONTRASTIVE,
        0.1,
        0.5,
        0.1,
        0.1,
        projection,
        1,
        projection == AdapterOptions.Projection.OFF ? 0.001 : 0,
        0.5,
        onlyNew,
        1);
  }

  private static AdapterTrainer.Trained train(TrainingSet set, AdapterOptions options) {
    ClassLoss loss = ClassLoss.of(options, set, Optional.empty());
    return new AdapterTrainer(set, options, loss, TORCH).train(judge(set), Watch.NONE, _ -> {});
  }

  private static Judge judge(TrainingSet set) {
    return new Judge(
        Heads.named("ncm", HeadOptions.defaults()), set.space(), set.training(), set.newClasses());
  }

  @Test
  void learnsToListenToTheDirectionThatTellsTheClassesApart() {
    TrainingSet set = TrainingSet.of(Planted.SPACE, Planted.examples(600, 1), Set.of(), 1);
    AdapterTrainer.Trained trained = train(set, options(AdapterOptions.Projection.OFF, false));
    Score before = judge(set).before(set.judging());
    Score after = judge(set).after(trained.adapter(), set.judging());
    assertThat(before.all()).isLessThan(0.8);
    assertThat(after.all()).isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    TrainingSet set = TrainingSet.of(Planted.SPACE, Planted.examples(100, 1), Set.of("left"), 1);
    AdapterOptions options = options(AdapterOptions.Projection.TRANSFER, false);
    assertThat(train(set, options).adapter().toBytes())
        .isEqualTo(train(set, options).adapter().toBytes());
  }

  /** With all of their energy protected, vectors of old classes stay where they were. */
  @Test
  void theProjectionKeepsOldClassesWhereTheyWere() {
    List<Example> examples = new ArrayList<>(Planted.examples(100, 1));
    for (int i = 0; i < 40; i++) {
      float[] vector = new float[Planted.DIM];
      vector[2] = 1;
      vector[3] = i % 2;
      examples.add(Planted.example("old" + i, i % 2 == 0 ? "even" : "odd", vector));
    }
    TrainingSet set = TrainingSet.of(Planted.SPACE, examples, Set.of("left", "right"), 1);
    Example old = examples.getLast();
    float[] still =
        train(set, options(AdapterOptions.Projection.STRICT, true))
            .adapter()
            .apply(old.embedding());
    float[] moved =
        train(set, options(AdapterOptions.Projection.OFF, true)).adapter().apply(old.embedding());
    assertThat(still[2]).isCloseTo(moved(old, 2), within(1e-4f));
    assertThat(still[3]).isCloseTo(moved(old, 3), within(1e-4f));
    assertThat(Math.abs(moved[2] - moved(old, 2)) + Math.abs(moved[0])).isGreaterThan(1e-3f);
  }

  private static float moved(Example old, int dimension) {
    return (float) (old.embedding().get(dimension) / old.embedding().norm());
  }

  @Test
  void whatJudgesHasNeitherTrainedNorPicked() {
    TrainingSet set = TrainingSet.of(Planted.SPACE, Planted.examples(500, 1), Set.of("left"), 7);
    assertThat(set.training()).doesNotContainAnyElementsOf(set.choosing());
    assertThat(set.judging())
        .doesNotContainAnyElementsOf(set.training())
        .doesNotContainAnyElementsOf(set.choosing());
    assertThat(set.training().size() + set.choosing().size() + set.judging().size())
        .isEqualTo(1000);
    assertThat(set.ofOld(set.training())).allMatch(example -> example.label().equals("right"));
    assertThat(set.training().size()).isBetween(750, 850);
  }

  @Test
  void refusesWhatCannotBeTrainedOn() {
    List<Example> examples = Planted.examples(50, 1);
    Space raw = new Space(Planted.SPACE.id(), Planted.DIM, new Normalisation.Fixed(8, 512));
    assertThatThrownBy(() -> TrainingSet.of(raw, examples, Set.of(), 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("adapters need an l2 space");
    assertThatThrownBy(() -> TrainingSet.of(Planted.SPACE, examples, Set.of("up", "left"), 1))
        .hasMessage("no labelled vector is of the classes [up]");
    assertThatThrownBy(() -> TrainingSet.of(Planted.SPACE, examples.subList(0, 2), Set.of(), 1))
        .hasMessageContaining("too few to hold some out");
  }
}
