package io.alluvium.benchmarks;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * How much is measured.
 *
 * @param repetitions readings of each figure, after one that warms up
 * @param ledgerSamples samples in the ledger that LEARN reads
 * @param embedSamples texts that EMBED embeds in each repetition
 * @param scanTexts texts by which the best batch size of the bare encoder is found
 * @param kernelReading time of one reading of a kernel
 * @param pausedSamples samples among which the longest pause is looked for
 * @param largestModel greatest number of weights, classes times dimensions, that is fitted
 * @param longHistory labels after which a prediction should cost no more than after ten thousand
 * @param swap how long a change of the encoder is watched
 */
record Effort(
    int repetitions,
    int ledgerSamples,
    int embedSamples,
    int scanTexts,
    Duration kernelReading,
    int pausedSamples,
    long largestModel,
    int longHistory,
    Swap swap) {
  /**
   * How long a change of the encoder is watched.
   *
   * @param history labelled samples before it
   * @param stretch time before it, after it, and after its rollback
   * @param windowPairs pairs that its maps are fitted from; up to twice as many for rare classes
   */
  record Swap(int history, Duration stretch, int windowPairs) {}

  /** Reads so often as this says, after once to warm up. */
  Spread readings(DoubleSupplier reading) {
    return new Spread(
        DoubleStream.generate(reading).limit(repetitions + 1L).skip(1).boxed().toList());
  }

  /** Minutes, for figures to be reported. */
  static final Effort FULL =
      new Effort(
          3,
          150_000,
          8_000,
          512,
          Duration.ofMillis(500),
          20_000,
          40_000_000,
          1_000_000,
          new Swap(4_000, Duration.ofSeconds(45), 512));

  /** A minute or two, to see that all is in order. */
  static final Effort QUICK =
      new Effort(
          1,
          100_000,
          4_000,
          256,
          Duration.ofMillis(200),
          5_000,
          4_000_000,
          50_000,
          new Swap(2_000, Duration.ofSeconds(20), 128));
}
