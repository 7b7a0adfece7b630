package io.alluvium.training;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two classes that are far apart along one direction and overlap along a louder one, in which their
 * means differ as well: a nearest mean listens to the loud one.
 */
final class Planted {
  static final int DIM = 8;
  static final Space SPACE = new Space(new SpaceId("0".repeat(64)), DIM, new Normalisation.L2());

  private Planted() {}

  static List<Example> examples(int ofEach, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 2 * ofEach; i++) {
      int sign = i % 2 == 0 ? 1 : -1;
      float[] vector = new float[DIM];
      for (int j = 0; j < DIM; j++) {
        vector[j] = (float) (0.02 * random.nextGaussian());
      }
      vector[0] += sign * 0.15f;
      vector[1] += sign * 0.15f + (float) (0.5 * random.nextGaussian());
      vector[DIM - 1] += 1;
      examples.add(example("p" + i, sign > 0 ? "right" : "left", vector));
    }
    return examples;
  }

  static Example example(String id, String label, float... vector) {
    return new Example(id, label, Row.Role.TRAIN, "", "", 0, SPACE.quantise(vector));
  }

  static Example relabelled(Example example, String label) {
    return new Example(
        example.id(), label, Row.Role.TRAIN, "", "", example.time(), example.embedding());
  }
}
