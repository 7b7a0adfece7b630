package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.SolverThread;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SolveOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The longest time that a solve keeps the next prediction waiting, while samples come steadily and
 * each is labelled: copying the sums at its trigger, and waiting for it where it was to take
 * effect.
 *
 * <p>The embeddings are made before, so that nothing but the learner runs beside the solver.
 */
final class PauseBench {
  private static final int DIM = 768;
  private static final int CLASSES = 150;

  /** Four times what an encoder of 384 dimensions reaches on one core of a server. */
  private static final int SAMPLES_A_SECOND = 1_000;

  private static final int DISTINCT = 2_048;
  private static final double OF_SUMS = 50;
  private static final double OF_FEATURES = 200;

  private final Effort effort;
  private final Consumer<String> progress;

  PauseBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  List<Figure> run() {
    return List.of(figure("auto", OF_SUMS), figure("ranpac", OF_FEATURES));
  }

  private Figure figure(String name, double most) {
    Samples samples = new Samples(DIM, CLASSES);
    List<Embedding> embeddings = Stream.generate(samples::query).limit(DISTINCT).toList();
    double pause;
    try (SolverThread solver = new SolverThread()) {
      Learner learner =
          Learner.start(
              samples.space(),
              Heads.named(name, HeadOptions.defaults()),
              SolveOptions.defaults(),
              solver);
      pause = longestPause(learner, new Samples(DIM, CLASSES), embeddings);
    }
    progress.accept("paced " + name);
    return Figure.ceiling(
        Section.HEADS,
        String.format(Locale.ROOT, "longest pause, %s, d=%d, %,d/s", name, DIM, SAMPLES_A_SECOND),
        "ms",
        Spread.of(pause),
        most);
  }

  /** Returns the longest time that one sample took, label and all, in milliseconds. */
  private double longestPause(Learner learner, Samples labelled, List<Embedding> queries) {
    long interval = TimeUnit.SECONDS.toNanos(1) / SAMPLES_A_SECOND;
    int total = effort.pausedSamples();
    long longest = 0;
    long start = System.nanoTime();
    for (int i = 0; i < total; i++) {
      var change = labelled.next();
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long begin = System.nanoTime();
      learner.decide(queries.get(i % DISTINCT), 1);
      learner.learn(change, i);
      learner.finishEntry();
      longest = Math.max(longest, System.nanoTime() - begin);
    }
    return longest / 1e6;
  }
}
