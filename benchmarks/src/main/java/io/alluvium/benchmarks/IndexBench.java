package io.alluvium.benchmarks;

import io.alluvium.learning.Derived;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Exemplar;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SufficientStatistics;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Head {@code knn} over a large bank: by its index, beside a scan of all samples. One thread builds
 * the index, as a solve does.
 */
final class IndexBench {
  private static final int DIM = 384;
  private static final int CLASSES = 150;
  private static final int QUERIES = 200;

  private final int bank;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param bank labelled samples
   */
  IndexBench(int bank, Consumer<String> progress) {
    this.bank = bank;
    this.progress = progress;
  }

  Outcome run() {
    Samples samples = new Samples(DIM, CLASSES);
    List<Embedding> queries = Stream.generate(samples::query).limit(QUERIES).toList();
    Evidence evidence = evidence(samples);
    Scorer scan = scorer(evidence, 0);
    List<double[]> exact = queries.stream().map(scan::scores).toList();
    double scanned = rate(scan, queries);
    progress.accept(
        String.format(Locale.ROOT, "index: scan of %,d samples: %.1f/s", bank, scanned));
    double before = heapBytes();
    long start = System.nanoTime();
    Scorer index = scorer(evidence, 1);
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    double bytes = (heapBytes() - before) / bank;
    progress.accept(String.format(Locale.ROOT, "index: built in %.0f s", seconds));
    long same = 0;
    for (int q = 0; q < QUERIES; q++) {
      same += Arrays.equals(index.scores(queries.get(q)), exact.get(q)) ? 1 : 0;
    }
    String of = String.format(Locale.ROOT, "%,d samples, d=%d: ", bank, DIM);
    return new Outcome(
        List.of(
            Figure.shown(
                Section.INDEX,
                of + "predictions by the index",
                "samples/s",
                Spread.of(rate(index, queries)),
                new Figure.Limit("scan of all", Spread.of(scanned))),
            shown(
                of + "queries whose five neighbours are those of the scan",
                "%",
                100.0 * same / QUERIES),
            shown(of + "time to build it, one core", "s", seconds),
            shown(of + "memory beyond the samples", "bytes a sample", bytes)),
        List.of());
  }

  private static Figure shown(String name, String unit, double reading) {
    return Figure.shown(Section.INDEX, name, unit, Spread.of(reading));
  }

  private Evidence evidence(Samples samples) {
    Exemplars exemplars = new Exemplars();
    for (int n = 0; n < bank; n++) {
      int label = n % CLASSES;
      exemplars.add("c" + label, new Exemplar("s" + n, samples.of(label), n, 1));
    }
    return new Evidence(
        new SufficientStatistics(samples.space()), Derived.of(List.of(), Optional.of(exemplars)));
  }

  private static Scorer scorer(Evidence evidence, int indexMin) {
    return Heads.named("knn", HeadOptions.defaults().with(options -> options.indexMin(indexMin)))
        .fit(evidence);
  }

  private static double rate(Scorer scorer, List<Embedding> queries) {
    int[] next = {0};
    return Pace.of(
        Duration.ofSeconds(5),
        () -> Math.min(1, scorer.decide(queries.get(next[0]++ % QUERIES), 5).candidates().size()));
  }

  private static double heapBytes() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
