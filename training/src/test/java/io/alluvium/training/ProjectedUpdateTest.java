package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old classes lie in a plane; whatever is learnt, the answer to them must not move. */
final class ProjectedUpdateTest {
  private static final int DIM = 6;
  private static final int HIDDEN = 9;
  private static final HiddenUnits UNITS = new HiddenUnits(Activation.TANH);

  private final Random random = new Random(5);
  private final List<Embedding> old = new ArrayList<>();
  private Weights weights = Weights.start(DIM, HIDDEN, random);

  /** Three vectors of the first two dimensions. */
  @BeforeEach
  void plant() {
    for (double angle : new double[] {0.3, 1.1, 2.0}) {
      short[] values = new short[DIM];
      values[0] = (short) Math.rint(Math.cos(angle) * Normalisation.UNIT);
      values[1] = (short) Math.rint(Math.sin(angle) * Normalisation.UNIT);
      old.add(Embedding.of(values));
    }
  }

  @Test
  void theAnswersToOldInputsStay() {
    List<float[]> before = answers(old);
    Embedding other =
        Embedding.of((short) 0, (short) 0, (short) 16384, (short) 0, (short) 0, (short) 0);
    float[] otherBefore = answers(List.of(other)).getFirst();
    ProjectedUpdate projection = projection();
    for (int step = 0; step < 50; step++) {
      weights.add(projection.of(anyUpdate(), Optional.empty()));
    }
    List<float[]> after = answers(old);
    for (int i = 0; i < old.size(); i++) {
      assertThat(distance(before.get(i), after.get(i))).isLessThan(1e-4);
    }
    assertThat(distance(otherBefore, answers(List.of(other)).getFirst())).isGreaterThan(0.05);
  }

  @Test
  void withoutItTheyWouldMove() {
    List<float[]> before = answers(old);
    for (int step = 0; step < 50; step++) {
      weights.add(anyUpdate());
    }
    assertThat(distance(before.getFirst(), answers(old).getFirst())).isGreaterThan(0.05);
  }

  @Test
  void whatLowersTheLossOfOldClassesStaysInItsLayer() {
    ProjectedUpdate projection = projection();
    List<float[]> update = anyUpdate();
    List<float[]> along = update.stream().map(part -> scaled(part, -1)).toList();
    List<float[]> against = update.stream().map(part -> scaled(part, 1)).toList();
    assertThat(projection.of(update, Optional.of(along)).get(2)).containsExactly(update.get(2));
    assertThat(projection.of(update, Optional.of(against)).get(2))
        .isEqualTo(projection.of(update, Optional.empty()).get(2))
        .isNotEqualTo(update.get(2));
    List<float[]> onlyFirst = List.of(along.get(0), along.get(1), against.get(2), against.get(3));
    assertThat(projection.of(update, Optional.of(onlyFirst)).get(0)).containsExactly(update.get(0));
    assertThat(projection.of(update, Optional.of(onlyFirst)).get(2)).isNotEqualTo(update.get(2));
  }

  private ProjectedUpdate projection() {
    List<double[]> inputs =
        old.stream()
            .map(embedding -> {
              double[] input = embedding.toPoint();
              for (int i = 0; i < input.length; i++) {
                input[i] /= Normalisation.UNIT;
              }
              return input;
            })
            .toList();
    return new ProjectedUpdate(weights, UNITS, inputs, 1);
  }

  private List<float[]> answers(List<Embedding> embeddings) {
    ResidualAdapter adapter = weights.adapter(Activation.TANH);
    return embeddings.stream().map(adapter::apply).toList();
  }

  private List<float[]> anyUpdate() {
    return weights.parts().stream()
        .map(part -> {
          float[] update = new float[part.length];
          for (int i = 0; i < update.length; i++) {
            update[i] = (float) (0.02 * random.nextGaussian());
          }
          return update;
        })
        .toList();
  }

  private static float[] scaled(float[] part, float by) {
    float[] scaled = part.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= by;
    }
    return scaled;
  }

  private static double distance(float[] left, float[] right) {
    double squares = 0;
    for (int i = 0; i < left.length; i++) {
      squares += Math.pow(left[i] - right[i], 2);
    }
    return Math.sqrt(squares);
  }
}
