package io.alluvium.benchmarks;

import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Resident memory of LEARN over a long ledger, in a process of its own: after the first of {@value
 * #STEPS} steps it should not grow.
 */
final class MemoryBench {
  private static final int STEPS = 5;
  private static final double MAX_MB = 1500;
  private static final double MAX_PERCENT_OF_FIRST = 105;

  private final Workplace workplace;
  private final Path home;
  private final int samples;
  private final Consumer<String> progress;

  /**
   * Prepares a run.
   *
   * @param home the folder that the script {@code alluvium} is in
   * @param samples length of the ledger
   */
  MemoryBench(Workplace workplace, Path home, int samples, Consumer<String> progress) {
    this.workplace = workplace;
    this.home = home;
    this.samples = samples;
    this.progress = progress;
  }

  Outcome run() {
    AlluviumConfig config = workplace.namespace("memory");
    SyntheticLedger ledger = new SyntheticLedger(samples);
    ledger.write(workplace.bootstrapServers(), config, Workplace.serdes(config));
    List<Figure> figures = new ArrayList<>();
    List<Double> readings = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create();
        TopicTail tail =
            new TopicTail(workplace.bootstrapServers(), config.topics().predictions());
        LearnProcess learn = LearnProcess.start(home, config, folder.path().resolve("learn.log"))) {
      for (int step = 1; step <= STEPS; step++) {
        long until = (long) samples * step / STEPS;
        tail.awaitEnd(until, learn::checkAlive);
        Spread reading = reading(learn);
        readings.addAll(reading.readings());
        progress.accept(
            String.format(Locale.ROOT, "memory: %,d samples: %s MB", until, reading.readings()));
        figures.add(
            Figure.ceiling(
                Section.MEMORY,
                String.format(Locale.ROOT, "LEARN resident after %,d samples", until),
                "MB",
                reading,
                MAX_MB));
      }
    }
    figures.add(growth(readings));
    return new Outcome(figures, List.of());
  }

  private static Spread reading(LearnProcess learn) {
    return learn.memory().megabytes().stream().mapToObj(Spread::of).findFirst().orElse(Spread.NONE);
  }

  private static Figure growth(List<Double> readings) {
    return Figure.ceiling(
        Section.MEMORY,
        "last step, of the first",
        "%",
        readings.size() < STEPS
            ? Spread.NONE
            : Spread.of(100 * readings.getLast() / readings.getFirst()),
        MAX_PERCENT_OF_FIRST);
  }
}
