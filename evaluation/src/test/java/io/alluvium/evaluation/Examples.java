package io.alluvium.evaluation;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small data sets of Gaussian classes; the same arguments give the same set. */
public final class Examples {
  public static final int DIM = 8;
  public static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), DIM, new Normalisation.L2());

  private Examples() {}

  /** Returns so many training and test samples of each class; two domains take turns. */
  public static ExampleSet of(int classes, int train, int test) {
    Random random = new Random(7);
    float[][] means = new float[classes][DIM];
    List<Example> examples = new ArrayList<>();
    for (float[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < classes * (train + test); i++) {
      int label = i % classes;
      float[] vector = new float[DIM];
      for (int j = 0; j < DIM; j++) {
        vector[j] = means[label][j] + (float) (0.3 * random.nextGaussian());
      }
      Row.Role role = i < classes * train ? Row.Role.TRAIN : Row.Role.TEST;
      examples.add(
          new Example(
              "sample-" + i,
              "class-" + label,
              role,
              "domain-" + i / classes % 2,
              "",
              i,
              SPACE.quantise(vector)));
    }
    return new ExampleSet(SPACE, examples, Skipped.NONE);
  }
}
