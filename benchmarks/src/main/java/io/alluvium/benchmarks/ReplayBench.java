package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.SolverThread;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.internal.KernelChoice;
import io.alluvium.learning.internal.KernelOperations;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Direct replay of an embedded stream: the learner with the head {@code auto}, fed entry by entry
 * without a broker, solves beside it on a second thread. Labels come as in {@link SyntheticLedger}.
 * Beside it, how often the scoring kernel alone could answer; and whether the heap stays as it is.
 */
final class ReplayBench {
  private static final int DIM = SyntheticLedger.DIM;
  private static final int CLASSES = SyntheticLedger.CLASSES;
  private static final int FIRST_LABELS = 4;
  private static final int LABEL_EVERY = 10;
  private static final int POOL = 6_000;
  private static final int TOP = 5;
  private static final int STEPS = 5;
  private static final double LEAST_PER_SECOND = 50_000;
  private static final double LEAST_RATIO = 0.1;
  private static final double MAX_PERCENT_OF_FIRST = 105;
  private static final double NANOS = 1e9;
  private static final long SEED = 7;
  private static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), DIM, new Normalisation.L2());

  private final int samples;
  private final Consumer<String> progress;
  private final List<Embedding> pool;
  private long offset;
  private long sum;

  /**
   * Prepares a stream.
   *
   * @param samples its length, at least {@value #STEPS} thousand
   */
  ReplayBench(int samples, Consumer<String> progress) {
    this.samples = samples;
    this.progress = progress;
    this.pool = pool(new Random(SEED));
  }

  private static List<Embedding> pool(Random random) {
    float[][] means = new float[CLASSES][DIM];
    for (float[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = (float) random.nextGaussian();
      }
    }
    List<Embedding> pool = new ArrayList<>();
    for (int sample = 0; sample < POOL; sample++) {
      float[] vector = new float[DIM];
      for (int i = 0; i < DIM; i++) {
        vector[i] = means[sample % CLASSES][i] + (float) (1.5 * random.nextGaussian());
      }
      pool.add(SPACE.quantise(vector));
    }
    return pool;
  }

  Outcome run() {
    KernelOperations kernels = KernelChoice.choose("");
    List<Double> rates = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    List<Double> heaps = new ArrayList<>();
    try (SolverThread solver = new SolverThread()) {
      Learner learner =
          Learner.start(
              SPACE, Heads.named("auto", HeadOptions.defaults()), SolveOptions.defaults(), solver);
      for (int step = 0; step < STEPS; step++) {
        double rate = replay(learner, step);
        double limit = kernelRate(kernels);
        double heap = heapMegabytes();
        progress.accept(
            String.format(
                Locale.ROOT,
                "replay: %,d samples, %,.0f samples/s, kernel %,.0f, heap %.1f MB",
                (step + 1L) * samples / STEPS,
                rate,
                limit,
                heap));
        if (step > 0) {
          rates.add(rate);
          limits.add(limit);
        }
        heaps.add(heap);
      }
    }
    return outcome(rates, limits, heaps);
  }

  private static Outcome outcome(List<Double> rates, List<Double> limits, List<Double> heaps) {
    String what = String.format(Locale.ROOT, "replay, auto, d=%d, C=%d", DIM, CLASSES);
    return Outcome.of(
        Figure.floor(Section.REPLAY, what, "samples/s", new Spread(rates), LEAST_PER_SECOND),
        Figure.ratio(
            Section.REPLAY,
            "the same, beside the scores alone",
            "samples/s",
            new Spread(rates),
            new Figure.Limit("scoring kernel alone", new Spread(limits)),
            LEAST_RATIO),
        Figure.ceiling(
            Section.REPLAY,
            "heap in use at the end",
            "% of the first fifth",
            Spread.of(100 * heaps.getLast() / heaps.getFirst()),
            MAX_PERCENT_OF_FIRST));
  }

  private double replay(Learner learner, int step) {
    int first = (int) ((long) samples * step / STEPS);
    int end = (int) ((long) samples * (step + 1) / STEPS);
    long start = System.nanoTime();
    for (int sample = first; sample < end; sample++) {
      Embedding embedding = pool.get(sample % POOL);
      sum += learner.decide(embedding, TOP).candidates().size();
      finish(learner);
      if (sample < FIRST_LABELS * CLASSES || sample % LABEL_EVERY == 0) {
        learner.learn(
            new LabelChange(
                SyntheticLedger.id(sample),
                embedding,
                Optional.empty(),
                Optional.of(Assignment.of("class-" + sample % CLASSES))),
            offset);
        finish(learner);
      }
    }
    return (end - first) * NANOS / (System.nanoTime() - start);
  }

  private void finish(Learner learner) {
    learner.finishEntry();
    offset++;
  }

  private double kernelRate(KernelOperations kernels) {
    short[] rows = new short[CLASSES * DIM];
    for (int c = 0; c < CLASSES; c++) {
      System.arraycopy(coordinates(pool.get(c)), 0, rows, c * DIM, DIM);
    }
    short[] query = coordinates(pool.getLast());
    int[] dots = new int[CLASSES];
    int count = Math.max(20_000, samples / STEPS / 10);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      kernels.dots(query, rows, CLASSES, dots);
      sum += dots[i % CLASSES];
    }
    return count * NANOS / (System.nanoTime() - start);
  }

  private static short[] coordinates(Embedding embedding) {
    short[] coordinates = new short[DIM];
    for (int i = 0; i < DIM; i++) {
      coordinates[i] = embedding.get(i);
    }
    return coordinates;
  }

  /** After a collection: what is needed, not what waits to be collected. */
  private static double heapMegabytes() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  /** Returns a sum over all answers, so that none is left out. */
  long sum() {
    return sum;
  }
}
