package io.alluvium.learning.transition;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Samples of classes as two made-up encoders see them: the second is affine in the first. */
final class PairSamples {
  /** Units of an embedding in a deviation of the first space: rounding is far below. */
  static final double SCALE = 1000;

  private final RandomGenerator random;
  private final Space from;
  private final Space to;
  private final double[][] map;
  private final double[] offset;
  private final double[][] noise;
  private int next;

  /**
   * Draws a map.
   *
   * @param noise float64[to][k]: what a new view has beyond the map is this times k normal numbers
   */
  PairSamples(RandomGenerator random, int from, int to, double[][] noise) {
    this.random = random;
    this.from = space('a', from);
    this.to = space('b', to);
    this.map = new double[from][to];
    this.offset = new double[to];
    this.noise = noise;
    for (double[] row : map) {
      for (int j = 0; j < to; j++) {
        row[j] = random.nextGaussian() / Math.sqrt(from);
      }
    }
    for (int j = 0; j < to; j++) {
      offset[j] = 2 * random.nextGaussian();
    }
  }

  static Space space(char digit, int dim) {
    return new Space(
        new SpaceId(String.valueOf(digit).repeat(64)), dim, new Normalisation.Fixed(32, SCALE));
  }

  Space from() {
    return from;
  }

  Space to() {
    return to;
  }

  /** Draws a pair around a centre that the class decides. */
  Pair pair(int classIndex) {
    double[] x = new double[from.dim()];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(1.7 * classIndex + i * (1 + classIndex)) + random.nextGaussian();
    }
    double[] y = offset.clone();
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * map[i][j];
      }
    }
    for (int k = 0; noise.length > 0 && k < noise[0].length; k++) {
      double draw = random.nextGaussian();
      for (int j = 0; j < y.length; j++) {
        y[j] += draw * noise[j][k];
      }
    }
    return new Pair("s" + next++, quantised(x), quantised(y));
  }

  private static Embedding quantised(double[] vector) {
    short[] values = new short[vector.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) Math.clamp(Math.rint(SCALE * vector[i]), -32000, 32000);
    }
    return Embedding.of(values);
  }

  List<Pair> pairs(int count, int classes) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(pair(i % classes));
    }
    return pairs;
  }

  ShadowMoments moments(List<Pair> pairs) {
    ShadowMoments moments = new ShadowMoments(from, to);
    pairs.forEach(moments::add);
    return moments;
  }

  /** Returns what is learnt of pairs in one of the spaces; the class is the index modulo. */
  SufficientStatistics learnt(List<Pair> pairs, int classes, boolean young) {
    SufficientStatistics statistics = new SufficientStatistics(young ? to : from);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      statistics.add("class" + i % classes, young ? pair.to() : pair.from());
    }
    return statistics;
  }
}
