package io.alluvium.benchmarks;

import io.alluvium.learning.internal.KernelChoice;
import io.alluvium.learning.internal.KernelOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The kernel that scores all classes for a sample, beside the plain loop that it replaces.
 *
 * <p>A loop of our own, not JMH: both implementations are called through one interface, warmed up
 * first and measured in turns; every result goes into a sum that is looked at.
 */
final class KernelBench {
  private static final int DIM = 384;
  private static final int CLASSES = 1000;
  private static final int QUERIES = 64;
  private static final int WARM_UPS = 3;
  private static final double TARGET = 8;
  private static final long SEED = 7;

  private final Effort effort;
  private final Consumer<String> progress;
  private final short[] rows;
  private final short[][] queries;
  private final int[] dots = new int[CLASSES];
  private long sum;

  KernelBench(Effort effort, Consumer<String> progress) {
    RandomGenerator random = new Random(SEED);
    this.effort = effort;
    this.progress = progress;
    this.rows = vector(CLASSES * DIM, random);
    this.queries = new short[QUERIES][];
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = vector(DIM, random);
    }
  }

  /** Coordinates of the size that unit vectors of {@value #DIM} dimensions have. */
  private static short[] vector(int length, RandomGenerator random) {
    short[] vector = new short[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (short) Math.rint(random.nextGaussian() * 836);
    }
    return vector;
  }

  Outcome run() {
    KernelOperations scalar = KernelChoice.choose("scalar");
    KernelOperations chosen = KernelChoice.choose("");
    long[] expected = {check(scalar), check(chosen)};
    if (expected[0] != expected[1]) {
      throw new IllegalStateException("the kernels disagree: " + expected[0] + ", " + expected[1]);
    }
    List<Double> plain = new ArrayList<>();
    List<Double> fast = new ArrayList<>();
    for (int reading = -WARM_UPS; reading < effort.repetitions(); reading++) {
      double slow = rate(scalar);
      double quick = rate(chosen);
      if (reading >= 0) {
        plain.add(slow);
        fast.add(quick);
      }
    }
    progress.accept("kernels: " + chosen.description() + ", sum " + sum);
    return Outcome.of(
        Figure.ratio(
            Section.KERNELS,
            String.format(Locale.ROOT, "scores of all classes, d=%d, C=%d", DIM, CLASSES),
            "samples/s",
            new Spread(fast),
            new Figure.Limit("scalar loop", new Spread(plain)),
            TARGET));
  }

  private long check(KernelOperations kernels) {
    long total = 0;
    for (short[] query : queries) {
      kernels.dots(query, rows, CLASSES, dots);
      for (int dot : dots) {
        total = 31 * total + dot;
      }
    }
    return total;
  }

  private double rate(KernelOperations kernels) {
    long start = System.nanoTime();
    long end = start + effort.kernelReading().toNanos();
    long count = 0;
    long now = start;
    while (now < end) {
      for (short[] query : queries) {
        kernels.dots(query, rows, CLASSES, dots);
        sum += dots[(int) (count++ % CLASSES)];
      }
      now = System.nanoTime();
    }
    return count * (double) TimeUnit.SECONDS.toNanos(1) / (now - start);
  }
}
