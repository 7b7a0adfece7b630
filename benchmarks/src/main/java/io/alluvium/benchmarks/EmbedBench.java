package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.encoders.Encoder;
import io.alluvium.evaluation.data.Definition;
import io.alluvium.evaluation.data.WordNet;
import io.alluvium.topology.AlluviumConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * EMBED under exactly-once, beside the bare encoder at its best batch size in the same process.
 *
 * <p>Texts are definitions of WordNet. The topic is filled first, so EMBED never waits for input.
 */
final class EmbedBench {
  private static final List<Integer> BATCH_SIZES = List.of(1, 8, 16, 32, 64, 128);
  private static final int ROUNDS = 3;
  private static final double TARGET = 0.95;
  private static final long SEED = 7;

  private final Effort effort;
  private final Consumer<String> progress;
  private final EmbedTrial trial;

  EmbedBench(Workplace workplace, Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
    this.trial =
        new EmbedTrial(
            workplace,
            WordNet.shuffled(WordNet.definitions(), SEED).stream()
                .limit(effort.embedSamples())
                .map(Definition::text)
                .toList());
  }

  Outcome run() {
    try (Encoder encoder = Pipeline.openEncoder(new AlluviumConfig(Map.of()))) {
      int batchSize = bestBatchSize(encoder);
      trial.first(effort.scanTexts()).embed("embed-warm-up", progress);
      List<Double> embedded = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      for (int repetition = 1; repetition <= effort.repetitions(); repetition++) {
        bare.add(trial.bare(encoder, batchSize));
        embedded.add(trial.embed("embed-" + repetition, progress));
        progress.accept(
            String.format(
                Locale.ROOT,
                "embed: repetition %d: %.1f samples/s, bare encoder %.1f",
                repetition,
                embedded.getLast(),
                bare.getLast()));
      }
      return Outcome.of(
          Figure.ratio(
              Section.EMBED,
              "samples to ledger, exactly once",
              "samples/s",
              new Spread(embedded),
              new Figure.Limit("bare encoder, batches of " + batchSize, new Spread(bare)),
              TARGET));
    }
  }

  /** Rounds over all sizes, so that other work on the machine meets all of them alike. */
  private int bestBatchSize(Encoder encoder) {
    EmbedTrial few = trial.first(effort.scanTexts());
    few.bare(encoder, BATCH_SIZES.getLast());
    Map<Integer, List<Double>> rates = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (int batchSize : BATCH_SIZES) {
        rates
            .computeIfAbsent(batchSize, size -> new ArrayList<>())
            .add(few.bare(encoder, batchSize));
      }
    }
    Map<Integer, Double> medians = new TreeMap<>();
    rates.forEach((size, readings) -> medians.put(size, new Spread(readings).median()));
    medians.forEach((size, rate) ->
        progress.accept(
            String.format(
                Locale.ROOT, "embed: bare encoder in batches of %d: %.1f texts/s", size, rate)));
    return Collections.max(medians.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
