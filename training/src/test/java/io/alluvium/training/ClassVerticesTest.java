package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.Device;
import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Vertices of classes, through a training and the next one. */
final class ClassVerticesTest {
  private static final AdapterOptions OPTIONS =
      new AdapterOptions(
          16,
          Activation.RELU,
          20,
          64,
          0.01,
          AdapterOptions.Loss.SIMPLEX,
          0.1,
          0,
          0.1,
          0,
          AdapterOptions.Projection.OFF,
          1,
          0,
          0,
          false,
          1);
  private static final TorchRuntime TORCH = TorchRuntime.start(new Device.Cpu());

  @Test
  void trainingBringsTheMeanOfEachClassToItsVertex() {
    TrainingSet set = TrainingSet.of(Planted.SPACE, Planted.examples(300, 1), Set.of(), 1);
    SimplexAssignment vertices =
        new SimplexAssignment(
            new Simplex(Planted.DIM), new TreeMap<>(Map.of("left", 2, "right", Planted.DIM)));
    ClassLoss loss = ClassLoss.of(OPTIONS, set, Optional.of(vertices));
    Judge judge =
        new Judge(
            Heads.named("ncm", HeadOptions.defaults()), set.space(), set.training(), Set.of());
    ResidualAdapter adapter =
        new AdapterTrainer(set, OPTIONS, loss, TORCH).train(judge, Watch.NONE, _ -> {}).adapter();
    List<Example> after = Judge.through(adapter, judge.adapted(adapter), set.judging());
    assertThat(loss.assignment()).contains(vertices);
    vertices
        .vertices()
        .forEach((label, vertex) -> {
          assertThat(cosine(set.judging(), label, vertex)).isLessThan(0.3);
          assertThat(cosine(after, label, vertex)).isGreaterThan(0.7);
        });
  }

  private static double cosine(List<Example> examples, String label, int vertex) {
    double[] sum = new double[Planted.DIM];
    examples.stream()
        .filter(example -> example.label().equals(label))
        .forEach(example -> {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += example.embedding().get(i);
          }
        });
    return new Simplex(Planted.DIM).cosines(sum)[vertex];
  }

  @Test
  void aClassTakesTheVertexNextToItsMean() {
    assertThat(assigned(axes(3), Optional.empty()).vertices())
        .containsExactly(Map.entry("axis0", 0), Map.entry("axis1", 1), Map.entry("axis2", 2));
  }

  @Test
  void theNextTrainingKeepsWhatClassesHaveAndGivesNewOnesWhatIsFree() {
    SimplexAssignment before =
        new SimplexAssignment(
            new Simplex(Planted.DIM), new TreeMap<>(Map.of("axis1", 3, "settled", 0)));
    assertThat(assigned(axes(3), Optional.of(before)).vertices())
        .containsEntry("axis1", 3)
        .containsEntry("settled", 0)
        .containsEntry("axis2", 2)
        .hasSize(4);
  }

  @Test
  void refusesMoreClassesThanThereAreVertices() {
    assertThat(assigned(axes(Planted.DIM + 1), Optional.empty()).vertices()).hasSize(9);
    assertThatThrownBy(() -> assigned(axes(Planted.DIM + 2), Optional.empty()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(
            "there are 10 classes, but a simplex in 8 dimensions has 9 vertices: ");
    SimplexAssignment before =
        new SimplexAssignment(new Simplex(Planted.DIM), new TreeMap<>(Map.of("settled", 0)));
    assertThatThrownBy(() -> assigned(axes(Planted.DIM + 1), Optional.of(before)))
        .hasMessageContaining("there are 10 classes");
  }

  @Test
  void refusesVerticesOfAnotherDimension() {
    Optional<SimplexAssignment> before = Optional.of(SimplexAssignment.none(new Simplex(3)));
    assertThatThrownBy(() -> assigned(axes(2), before))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("the vertices to keep are of a simplex in 3 dimensions, the vectors have 8");
  }

  private static SimplexAssignment assigned(
      List<Example> examples, Optional<SimplexAssignment> before) {
    return ClassVertices.assigned(TrainingSet.of(Planted.SPACE, examples, Set.of(), 1), before);
  }

  /** Classes along the axes, and from the ninth on along sums of two. */
  private static List<Example> axes(int classes) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60 * classes; i++) {
      int axis = i % classes;
      float[] vector = new float[Planted.DIM];
      vector[axis % Planted.DIM] = 1;
      vector[0] += axis < Planted.DIM ? 0 : 1;
      examples.add(Planted.example("a" + i, "axis" + axis, vector));
    }
    return examples;
  }
}
