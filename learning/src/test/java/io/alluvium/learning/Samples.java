package io.alluvium.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Spaces and labelled samples for tests. */
final class Samples {
  /** A sample and its label. */
  record Labelled(String label, Embedding embedding) {}

  private Samples() {}

  static Space space(int dim) {
    return new Space(new SpaceId("ab".repeat(32)), dim, new Normalisation.L2());
  }

  static Space fixedSpace(int dim) {
    return new Space(new SpaceId("cd".repeat(32)), dim, new Normalisation.Fixed(8, 4000));
  }

  /** Gaussian classes {@code class00}, {@code class01} and so on around Gaussian means. */
  static List<Labelled> gaussian(
      RandomGenerator random, Space space, int[] counts, double spreadWithin) {
    List<Labelled> samples = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      double[] mean = random.doubles(space.dim()).map(x -> random.nextGaussian()).toArray();
      for (int n = 0; n < counts[c]; n++) {
        float[] vector = new float[space.dim()];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = (float) (mean[i] + spreadWithin * random.nextGaussian());
        }
        samples.add(new Labelled("class%02d".formatted(c), space.quantise(vector)));
      }
    }
    return samples;
  }

  static SufficientStatistics statistics(Space space, List<Labelled> samples) {
    SufficientStatistics statistics = new SufficientStatistics(space);
    samples.forEach(sample -> statistics.add(sample.label(), sample.embedding()));
    return statistics;
  }

  /** Evidence of the samples as a head demands it; ids are {@code s0}, {@code s1} and so on. */
  static Evidence evidence(Space space, Head head, List<Labelled> samples) {
    Evidence evidence = Evidence.empty(space, head.demands(space));
    for (int n = 0; n < samples.size(); n++) {
      evidence.apply(first("s" + n, samples.get(n)));
    }
    return evidence;
  }

  /** The change that a first label is. */
  static LabelChange first(String id, Labelled sample) {
    return new LabelChange(
        id, sample.embedding(), Optional.empty(), Optional.of(Assignment.of(sample.label())));
  }

  static <T> List<T> shuffled(RandomGenerator random, List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, Random.from(random));
    return copy;
  }

  /** Any int16 values, extremes among them. */
  static Embedding anything(RandomGenerator random, int dim) {
    short[] values = new short[dim];
    for (int i = 0; i < dim; i++) {
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> Short.MIN_VALUE;
            case 1 -> Short.MAX_VALUE;
            default -> (short) random.nextInt();
          };
    }
    return Embedding.of(values);
  }
}
