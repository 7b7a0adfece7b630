package io.alluvium.benchmarks;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Labelled unit vectors around the means of classes, without end. Not thread-safe. */
final class Samples {
  private static final double SPREAD = 1;
  private static final long SEED = 7;

  private final RandomGenerator random = new Random(SEED);
  private final Space space;
  private final int classes;
  private final long seedOfMeans;
  private long count;

  Samples(int dim, int classes) {
    this.space = new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), dim, new Normalisation.L2());
    this.classes = classes;
    this.seedOfMeans = SEED + 31L * dim + classes;
  }

  Space space() {
    return space;
  }

  /** Returns a query: the next embedding, whatever its class. */
  Embedding query() {
    return embedding(random.nextInt(classes));
  }

  /** Returns the next embedding of a class. */
  Embedding of(int label) {
    return embedding(label);
  }

  /** Returns the first label of a sample that was not seen before; classes come in turns. */
  LabelChange next() {
    int label = (int) (count++ % classes);
    return new LabelChange(
        "s" + count,
        embedding(label),
        Optional.empty(),
        Optional.of(new Assignment("c" + label, 1)));
  }

  /** The mean of a class is made anew each time: a hundred thousand of them would fill the heap. */
  private Embedding embedding(int label) {
    RandomGenerator mean = new Random(seedOfMeans * 1_000_003 + label);
    float[] vector = new float[space.dim()];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      double value = mean.nextGaussian() + SPREAD * random.nextGaussian();
      vector[i] = (float) value;
      squares += value * value;
    }
    float norm = (float) Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return space.quantise(vector);
  }
}
