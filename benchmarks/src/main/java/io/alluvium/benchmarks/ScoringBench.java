package io.alluvium.benchmarks;

import io.alluvium.learning.internal.KernelChoice;
import io.alluvium.learning.internal.KernelOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Scores of all classes, beside the memory they read and the products they make.
 *
 * <p>Each size has two limits, both measured in turns with it: how fast an array as large as the
 * rows can be read, from whichever cache or memory it lies in, and how fast integers are multiplied
 * and added in registers. The one that allows fewer samples a second is the one that binds. A batch
 * is scored one sample after the other: the rows of the last one are what the next one reads.
 */
final class ScoringBench {
  private static final int[] DIMS = {384, 768};
  private static final int[] CLASSES = {100, 1_000, 10_000};
  private static final int[] BATCHES = {1, 32, 256};
  private static final int WARM_UPS = 2;
  private static final double OF_BANDWIDTH = 0.6;
  private static final double OF_PRODUCTS = 0.3;

  private final Effort effort;
  private final Consumer<String> progress;
  private final RandomGenerator random = new Random(7);
  private final KernelOperations kernels = KernelChoice.choose("");
  private final MachineLimits limits = new MachineLimits();

  ScoringBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  List<Figure> run() {
    List<Figure> figures = new ArrayList<>();
    for (int dim : DIMS) {
      for (int classes : CLASSES) {
        short[] rows = numbers(dim * classes);
        for (int batch : BATCHES) {
          figures.add(figure(dim, classes, batch, rows));
        }
        progress.accept("scored d=" + dim + ", C=" + classes + ", sum " + limits.sum());
      }
    }
    return figures;
  }

  private Figure figure(int dim, int classes, int batch, short[] rows) {
    short[][] queries = new short[batch][];
    for (int i = 0; i < batch; i++) {
      queries[i] = numbers(dim);
    }
    int[] dots = new int[classes];
    List<Double> measured = new ArrayList<>();
    List<Double> reads = new ArrayList<>();
    List<Double> products = new ArrayList<>();
    for (int reading = -WARM_UPS; reading < effort.repetitions(); reading++) {
      double scored =
          Pace.of(
              effort.kernelReading(),
              () -> {
                for (short[] query : queries) {
                  kernels.dots(query, rows, classes, dots);
                }
                return batch;
              });
      double read = Pace.of(effort.kernelReading(), () -> limits.read(rows)) / rows.length;
      double multiplied = Pace.of(effort.kernelReading(), limits::multiply) / rows.length;
      if (reading >= 0) {
        measured.add(scored);
        reads.add(read);
        products.add(multiplied);
      }
    }
    Spread reading = new Spread(reads);
    Spread multiplying = new Spread(products);
    boolean bandwidth = reading.median() < multiplying.median();
    return Figure.ratio(
        Section.HEADS,
        String.format(Locale.ROOT, "scores d=%d, C=%,d, batch %d", dim, classes, batch),
        "samples/s",
        new Spread(measured),
        bandwidth
            ? new Figure.Limit("reading the rows", reading)
            : new Figure.Limit("products in registers", multiplying),
        bandwidth ? OF_BANDWIDTH : OF_PRODUCTS);
  }

  /** Coordinates of about the size that those of unit vectors have. */
  private short[] numbers(int length) {
    short[] numbers = new short[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (short) Math.rint(random.nextGaussian() * 700);
    }
    return numbers;
  }
}
