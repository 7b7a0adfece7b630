package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.alluvium.encoders.Device;
import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The losses against sums written out in double. */
final class LossesTest {
  private static final TorchRuntime TORCH = TorchRuntime.start(new Device.Cpu());
  private static final Batch BATCH =
      new Batch(
          List.of(
              Planted.example("a", "x", 1, 0, 0, 0, 0, 0, 0, 0),
              Planted.example("b", "x", 0.6f, 0.8f, 0, 0, 0, 0, 0, 0),
              Planted.example("c", "y", 0, 1, 0, 0, 0, 0, 0, 0),
              Planted.example("d", "x", 0, 0, 1, 0, 0, 0, 0, 0)));

  private static final SimplexAssignment VERTICES =
      new SimplexAssignment(
          new Simplex(Planted.DIM), new TreeMap<>(Map.of("x", Planted.DIM, "y", 2)));

  @Test
  void theContrastiveLossIsThatOfItsEquation() {
    double temperature = 0.5;
    double expected = 0;
    int[][] positives = {{1, 3}, {0, 3}, {}, {0, 1}};
    for (int i = 0; i < 4; i++) {
      double all = 0;
      for (int j = 0; j < 4; j++) {
        all += i == j ? 0 : Math.exp(cosine(i, j) / temperature);
      }
      for (int p : positives[i]) {
        expected -= (cosine(i, p) / temperature - Math.log(all)) / positives[i].length / 3;
      }
    }
    try (NDManager manager = TORCH.manager()) {
      NDArray rows = rows(manager, BATCH.rows());
      assertThat(new SupervisedContrastive(temperature).of(rows, BATCH, manager).getFloat())
          .isCloseTo((float) expected, within(1e-3f));
    }
  }

  @Test
  void theContrastiveLossOfSinglesIsNothing() {
    Batch singles = new Batch(List.of(BATCH.examples().get(0), BATCH.examples().get(2)));
    try (NDManager manager = TORCH.manager()) {
      assertThat(
              new SupervisedContrastive(0.1)
                  .of(rows(manager, singles.rows()), singles, manager)
                  .getFloat())
          .isZero();
    }
  }

  /** Over all vertices, those that nobody has among them. */
  @Test
  void theSimplexLossIsTheCrossEntropyOfItsEquation() {
    double temperature = 0.5;
    Simplex simplex = VERTICES.simplex();
    double expected = 0;
    for (int i = 0; i < BATCH.size(); i++) {
      double[] cosines = simplex.cosines(BATCH.examples().get(i).embedding().toPoint());
      double all = 0;
      for (double cosine : cosines) {
        all += Math.exp(cosine / temperature);
      }
      int vertex = BATCH.label(i).equals("x") ? Planted.DIM : 2;
      expected += (Math.log(all) - cosines[vertex] / temperature) / BATCH.size();
    }
    try (NDManager manager = TORCH.manager()) {
      NDArray rows = rows(manager, BATCH.rows());
      assertThat(new SimplexCrossEntropy(temperature, VERTICES).of(rows, BATCH, manager).getFloat())
          .isCloseTo((float) expected, within(1e-4f));
    }
  }

  @Test
  void driftIsTheMeanSquaredDistance() {
    try (NDManager manager = TORCH.manager()) {
      NDArray before = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
      NDArray after = manager.create(new float[] {0.6f, 0.8f, 0, 1}, new Shape(2, 2));
      assertThat(Drift.of(before, after).getFloat()).isCloseTo(0.4f, within(1e-6f));
      assertThat(Drift.of(before, before).getFloat()).isZero();
    }
  }

  @Test
  void relationsPullNowhereWhileTheyAreAsTheyWere() {
    float[] prototypes = {1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    try (NDManager manager = TORCH.manager()) {
      NDArray before = rows(manager, BATCH.rows());
      NDArray means = rows(manager, prototypes);
      assertThat(greatestPull(before, before.duplicate(), means)).isLessThan(1e-6f);
      float[] moved = BATCH.rows();
      moved[0] = 0;
      moved[5] = 1;
      assertThat(greatestPull(before, rows(manager, moved), means)).isGreaterThan(0.01f);
    }
  }

  private static float greatestPull(NDArray before, NDArray adapted, NDArray means) {
    NDArray prototypes = means.duplicate();
    try (GradientCollector collector = TORCH.record()) {
      adapted.setRequiresGradient(true);
      prototypes.setRequiresGradient(true);
      collector.backward(new PrototypeRelation(0.2).of(before, adapted, means, prototypes));
    }
    return Math.max(
        adapted.getGradient().abs().max().getFloat(),
        prototypes.getGradient().abs().max().getFloat());
  }

  static List<ClassLoss> losses() {
    return List.of(new SupervisedContrastive(0.5), new SimplexCrossEntropy(0.5, VERTICES));
  }

  /** Central differences of the whole loss, weight by weight. */
  @ParameterizedTest
  @MethodSource("losses")
  void theGradientIsThatOfTheLoss(ClassLoss classes) {
    AdapterLoss loss = new AdapterLoss(TORCH, options(), classes);
    Weights weights = Weights.start(Planted.DIM, 3, new Random(4));
    Random random = new Random(6);
    weights
        .parts()
        .forEach(part -> {
          for (int i = 0; i < part.length; i++) {
            part[i] += (float) (0.3 * random.nextGaussian());
          }
        });
    Prototypes prototypes = Prototypes.of(List.of(BATCH.examples().get(2)), Planted.DIM);
    List<float[]> gradient = loss.of(weights, BATCH, prototypes).weights();
    for (int p = 0; p < gradient.size(); p++) {
      float[] part = weights.parts().get(p);
      int place = part.length / 2;
      float kept = part[place];
      part[place] = kept + 0.01f;
      float above = loss.of(weights, BATCH, prototypes).loss();
      part[place] = kept - 0.01f;
      float below = loss.of(weights, BATCH, prototypes).loss();
      part[place] = kept;
      assertThat(gradient.get(p)[place])
          .as("part %d", p)
          .isCloseTo((above - below) / 0.02f, within(0.01f));
    }
  }

  /**
   * Memory that was freed is reused when much is asked for, so a gradient that reads it differs.
   */
  @ParameterizedTest
  @MethodSource("losses")
  void theGradientDoesNotDependOnWhatIsFreedMeanwhile(ClassLoss classes) {
    try (NDManager manager = TORCH.manager()) {
      float[] expected = gradient(manager, classes, false);
      for (int i = 0; i < 20; i++) {
        assertThat(gradient(manager, classes, true)).isEqualTo(expected);
      }
    }
  }

  private static float[] gradient(NDManager manager, ClassLoss classes, boolean busy) {
    NDArray rows = rows(manager, BATCH.rows());
    try (GradientCollector collector = TORCH.record()) {
      rows.setRequiresGradient(true);
      NDArray loss = classes.of(rows, BATCH, manager);
      if (busy) {
        reuseFreedMemory();
      }
      collector.backward(loss);
    }
    return rows.getGradient().toFloatArray();
  }

  /** Buffers of Java's are freed after a collection of garbage. */
  private static void reuseFreedMemory() {
    System.gc();
    List<ByteBuffer> reused = new ArrayList<>();
    for (int i = 0; i < 4096; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES);
      reused.add(buffer.putFloat(0, Float.NaN));
    }
    assertThat(reused).hasSize(4096);
  }

  private static AdapterOptions options() {
    return new AdapterOptions(
        3,
        Activation.TANH,
        1,
        4,
        0.01,
        AdapterOptions.Loss.CONTRASTIVE,
        0.5,
        0.7,
        0.5,
        0.3,
        AdapterOptions.Projection.OFF,
        1,
        0,
        0,
        false,
        1);
  }

  private static double cosine(int i, int j) {
    return BATCH.examples().get(i).embedding().cosine(BATCH.examples().get(j).embedding());
  }

  private static NDArray rows(NDManager manager, float[] rows) {
    return manager.create(rows, new Shape(rows.length / Planted.DIM, Planted.DIM));
  }
}
