package io.alluvium.benchmarks;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.TransitionFit;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What it costs to change the encoder: both maps from shadow moments, and the statistics moved. */
final class SwapBench {
  private static final int DIM = 768;
  private static final int CLASSES = 1000;
  private static final int LABELS = 2000;
  private static final int PAIRS = 4 * DIM;
  private static final double MOST_SECONDS = 10;

  private final Effort effort;
  private final Consumer<String> progress;
  private final Samples samples = new Samples(DIM, CLASSES);
  private final Space to;

  SwapBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
    byte[] id = new byte[SpaceId.BYTES];
    Arrays.fill(id, (byte) 1);
    this.to = new Space(SpaceId.ofBytes(id), DIM, new Normalisation.L2());
  }

  Outcome run() {
    ShadowMoments moments = new ShadowMoments(samples.space(), to);
    for (int i = 0; i < PAIRS; i++) {
      Embedding old = samples.query();
      moments.add(new Pair("p" + i, old, mixed(old)));
    }
    SufficientStatistics learnt = new SufficientStatistics(samples.space());
    for (int i = 0; i < LABELS; i++) {
      learnt.apply(samples.next());
    }
    progress.accept("summed " + PAIRS + " pairs");
    Spread seconds = effort.readings(() -> seconds(moments, learnt));
    return Outcome.of(
        Figure.ceiling(
            Section.SWAP,
            "fit and move, d=768, C=1,000, time of one core",
            "s",
            seconds,
            MOST_SECONDS));
  }

  /** The new view: neighbouring coordinates turned and bent a little. */
  private Embedding mixed(Embedding old) {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      double x = old.get(i) / (double) Normalisation.UNIT;
      double y = old.get((i + 1) % DIM) / (double) Normalisation.UNIT;
      vector[i] = (float) (0.8 * x - 0.6 * y + 3 * x * y);
    }
    return to.quantise(vector);
  }

  private static double seconds(ShadowMoments moments, SufficientStatistics learnt) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    TransitionFit fit = TransitionFit.of(moments);
    Move.along(fit.forward().serving()).of(learnt);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return (end - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
