package io.alluvium.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * LEARN from ledger to predictions, beside a pass-through of the same records.
 *
 * <p>The rate is that of ledger entries, by the append times of what comes out. The first fifth of
 * the ledger is not counted.
 */
final class LearnBench {
  private static final double TARGET = 0.4;

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
    for (int repetition = 0; repetition <= effort.repetitions(); repetition++) {
      LearnTrial trial = new LearnTrial(workplace, effort.ledgerSamples(), "learn-" + repetition);
      double copy = trial.copy();
      double learn = trial.learn();
      progress.accept(
          String.format(
              Locale.ROOT,
              "learn: %s: %.0f entries/s, pass-through %.0f",
              repetition == 0 ? "warm-up" : "repetition " + repetition,
              learn,
              copy));
      if (repetition > 0) {
        copied.add(copy);
        learned.add(learn);
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
                TARGET)),
        profiles());
  }

  /** One more run, which is not counted, with the recorder on. */
  private List<Profile> profiles() {
    LearnTrial trial = new LearnTrial(workplace, effort.ledgerSamples(), "learn-profiled");
    Profiler profiler = Profiler.start();
    trial.learn();
    return profiler.finish(trial.entries());
  }
}
