package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a gradient: each part against its equation. */
final class TrainingPartsTest {
  private static final int DIM = 5;
  private static final int HIDDEN = 40;

  private static Weights filled(float value) {
    Weights weights = Weights.start(DIM, HIDDEN, new Random(1));
    weights.parts().forEach(part -> Arrays.fill(part, value));
    return weights;
  }

  @Test
  void trainingBeginsWhereTheAdapterChangesNothing() {
    Weights start = Weights.start(DIM, HIDDEN, new Random(1));
    assertThat(start.parts().get(0)).isNotEqualTo(new float[HIDDEN * DIM]);
    assertThat(start.parts().get(2)).containsOnly(0);
    assertThat(start.parts().get(3)).containsOnly(0);
  }

  @Test
  void theFirstUpdateIsTheLearningRateAgainstTheSign() {
    List<float[]> update = new Adam(0.25).update(List.of(new float[] {3, -0.001f, 0}));
    assertThat(update.getFirst()).containsExactly(new float[] {-0.25f, 0.25f, 0}, within(1e-4f));
  }

  @Test
  void theSecondUpdateWeighsBothGradients() {
    Adam adam = new Adam(1);
    adam.update(List.of(new float[] {1}));
    double mean = (0.9 * 0.1 + 0.1 * 2) / (1 - 0.81);
    double square = (0.999 * 0.001 + 0.001 * 4) / (1 - 0.999 * 0.999);
    assertThat(adam.update(List.of(new float[] {2})).getFirst()[0])
        .isCloseTo((float) (-mean / Math.sqrt(square)), within(1e-5f));
  }

  @Test
  void restoringSetsAShareOfTheWeightsBackAndLeavesTheOthersAlone() {
    Weights weights = filled(7);
    new StochasticRestore(filled(3), 0.25, new Random(2)).apply(weights);
    int back = 0;
    int all = 0;
    for (float[] part : weights.parts()) {
      for (float weight : part) {
        assertThat(weight).isIn(3f, 7f);
        back += weight == 3 ? 1 : 0;
        all++;
      }
    }
    assertThat(back / (double) all).isBetween(0.15, 0.35);
  }

  @Test
  void restoringNeverTouchesAnythingAtProbabilityZero() {
    Weights weights = filled(7);
    new StochasticRestore(filled(3), 0, new Random(2)).apply(weights);
    assertThat(weights.parts()).allSatisfy(part -> assertThat(part).containsOnly(7));
  }

  @Test
  void restoringGoesBackToTheWeightsAsTheyWere() {
    Weights start = filled(3);
    StochasticRestore restore = new StochasticRestore(start, 0.9, new Random(2));
    start.add(List.of(new float[HIDDEN * DIM], new float[HIDDEN], new float[DIM * HIDDEN], ones()));
    restore.apply(start);
    assertThat(start.parts().get(3)).contains(3f);
  }

  private static float[] ones() {
    float[] ones = new float[DIM];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void theAverageFollowsByItsShare() {
    WeightAverage average = new WeightAverage(filled(0), 0.75);
    average.follow(filled(4));
    assertThat(average.weights().parts().get(1)).containsOnly(1);
    average.follow(filled(4));
    assertThat(average.weights().parts().get(1)).containsOnly(1.75f);
    WeightAverage last = new WeightAverage(filled(0), 0);
    last.follow(filled(4));
    assertThat(last.weights().parts().get(2)).containsOnly(4);
  }

  @Test
  void theSubspaceHoldsWhatSpannedItAndNothingElse() {
    Subspace plane =
        Subspace.spanned(4, List.of(new double[] {1, 1, 0, 0}, new double[] {1, -1, 0, 0}), 1);
    assertThat(plane.size()).isEqualTo(2);
    assertThat(plane.inside(new float[] {3, 5, 7, 9}))
        .containsExactly(new float[] {3, 5, 0, 0}, within(1e-6f));
  }

  @Test
  void theSubspaceStopsAtTheEnergyAskedFor() {
    List<double[]> vectors =
        List.of(new double[] {10, 0, 0}, new double[] {0, 3, 0}, new double[] {0, 0, 1});
    assertThat(Subspace.spanned(3, copies(vectors), 0.9).size()).isEqualTo(1);
    assertThat(Subspace.spanned(3, copies(vectors), 0.95).size()).isEqualTo(2);
    assertThat(Subspace.spanned(3, copies(vectors), 1).size()).isEqualTo(3);
  }

  private static List<double[]> copies(List<double[]> vectors) {
    return vectors.stream().map(double[]::clone).toList();
  }

  @Test
  void eachVectorIsInOneBatchOfAnEpochAndRarelyAlone() {
    List<Batch> batches = new ClassBatches(Planted.examples(30, 1), 16, new Random(3)).epoch();
    List<String> ids = new ArrayList<>();
    batches.forEach(batch -> batch.examples().forEach(example -> ids.add(example.id())));
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> "p" + i).toList());
    assertThat(batches.getFirst().size()).isEqualTo(16);
  }
}
