package io.alluvium.evaluation.compare;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile intervals of a mean by drawing blocks of neighbouring values with replacement, so that
 * what hangs together in time stays together. Blocks go round the end (circular block bootstrap).
 *
 * <p>Sources: Efron, "Bootstrap methods", Annals of Statistics 1979; Politis and Romano, "A
 * circular block-resampling procedure for stationary data", 1992.
 *
 * @param draws how often the data are drawn anew, at least 100
 * @param block values in a block, at least 1; 0 for the third root of the number of values
 * @param seed of the draws: equal seeds give equal intervals
 */
public record BlockBootstrap(int draws, int block, long seed) {
  private static final double TAIL = 0.025;
  private static final int MIN_DRAWS = 100;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BlockBootstrap {
    if (draws < MIN_DRAWS) {
      throw new IllegalArgumentException("draws are " + draws + ", expected at least " + MIN_DRAWS);
    }
    if (block < 0) {
      throw new IllegalArgumentException("block is " + block + ", expected at least 0");
    }
  }

  /** Returns 2,000 draws of blocks whose length follows from the number of values. */
  public static BlockBootstrap defaults() {
    return new BlockBootstrap(2_000, 0, 7);
  }

  /** Two ends, the lower one first. */
  public record Interval(double low, double high) {}

  /** Returns how many values a block has. */
  int blockOf(int values) {
    int length = block > 0 ? block : (int) Math.round(Math.cbrt(values));
    return Math.max(1, Math.min(length, values));
  }

  /**
   * Returns the 95 % interval of the mean.
   *
   * @param values in the order of time, at least one
   */
  public Interval mean(byte[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there are no values to draw from");
    }
    int length = blockOf(values.length);
    long[] sums = blockSums(values, length);
    int blocks = values.length / length;
    int rest = values.length % length;
    long[] restSums = blockSums(values, rest);
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      long sum = restSums[random.nextInt(values.length)];
      for (int i = 0; i < blocks; i++) {
        sum += sums[random.nextInt(values.length)];
      }
      means[draw] = sum / (double) values.length;
    }
    Arrays.sort(means);
    return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  /** The sum of the block that begins at each place. */
  private static long[] blockSums(byte[] values, int length) {
    long[] sums = new long[values.length];
    long sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      sums[i] = sum;
      sum += (length == 0 ? 0 : values[(i + length) % values.length] - values[i]);
    }
    return sums;
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
