package io.alluvium.benchmarks;

import io.alluvium.topology.AlluviumConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * LEARN from ledger to predictions, beside a pass-through of the same records.
 *
 * <p>The rate is that of ledger entries, by the append times of what comes out. The first fifth of
 * the ledger is not counted.
 */
final class LearnBench {
  private static final double TARGET = 0.4;

  /** Watching sources may slow LEARN by 30 %. */
  private static final double WATCHED_TARGET = 1 / 1.3;

  private final Workplace workplace;
  private final Effort effort;
  private final Consumer<String> progress;

  LearnBench(Workplace workplace, Effort effort, Consumer<String> progress) {
    this.workplace = workplace;
    this.effort = effort;
    this.progress = progress;
  }

  Outcome run() {
    List<Double> learned = new ArrayList<>();
    List<Double> copied = new ArrayList<>();
    List<Double> stored = new ArrayList<>();
    List<Double> unwatched = new ArrayList<>();
    for (int repetition = 0; repetition <= effort.repetitions(); repetition++) {
      LearnTrial trial = new LearnTrial(workplace, effort.ledgerSamples(), "learn-" + repetition);
      double copy = trial.copy(PassThrough.Keeping.NONE);
      double keep = trial.copy(PassThrough.Keeping.STORED);
      double learn = trial.learn();
      double alone = unwatched(repetition).learn();
      progress.accept(
          String.format(
              Locale.ROOT,
              "learn: %s: %.0f entries/s, without watching sources %.0f, pass-through %.0f, with a store %.0f",
              repetition == 0 ? "warm-up" : "repetition " + repetition,
              learn,
              alone,
              copy,
              keep));
      if (repetition > 0) {
        copied.add(copy);
        stored.add(keep);
        learned.add(learn);
        unwatched.add(alone);
      }
    }
    return new Outcome(
        List.of(
            Figure.ratio(
                Section.LEARN,
                String.format(
                    Locale.ROOT,
                    "ledger to predictions, d=%d, C=%d",
                    SyntheticLedger.DIM,
                    SyntheticLedger.CLASSES),
                "entries/s",
                new Spread(learned),
                new Figure.Limit("Streams pass-through", new Spread(copied)),
                TARGET),
            Figure.shown(
                Section.LEARN,
                "a pass-through that keeps each entry in a store, and does nothing else",
                "entries/s",
                new Spread(stored),
                new Figure.Limit("Streams pass-through", new Spread(copied))),
            Figure.ratio(
                Section.LEARN,
                "what watching sources costs",
                "entries/s",
                new Spread(learned),
                new Figure.Limit("alluvium.sources.max=0", new Spread(unwatched)),
                WATCHED_TARGET)),
        profiles());
  }

  private LearnTrial unwatched(int repetition) {
    return new LearnTrial(
        workplace,
        effort.ledgerSamples(),
        "unwatched-" + repetition,
        Map.of(AlluviumConfig.SOURCES_MAX, "0"));
  }

  /** One more run, which is not counted, with the recorder on. */
  private List<Profile> profiles() {
    LearnTrial trial = new LearnTrial(workplace, effort.ledgerSamples(), "learn-profiled");
    Profiler profiler = Profiler.start();
    trial.learn();
    return profiler.finish(trial.entries());
  }
}
