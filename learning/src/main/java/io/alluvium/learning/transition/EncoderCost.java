package io.alluvium.learning.transition;

import java.util.Locale;

/**
 * What two encoders took for the same samples, one after the other.
 *
 * @param samples how many, at least 1
 * @param beforeNanos time of the encoder that serves, in nanoseconds, at least 1
 * @param afterNanos time of the encoder that is tried
 */
public record EncoderCost(long samples, long beforeNanos, long afterNanos) {
  /** An encoder that takes longer than so many times as long carries half of the stream. */
  private static final double LONGEST = 2;

  private static final double NANOS_IN_MILLI = 1e6;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public EncoderCost {
    if (samples < 1 || beforeNanos < 1 || afterNanos < 1) {
      throw new IllegalArgumentException(
          "encoders took "
              + beforeNanos
              + " and "
              + afterNanos
              + " ns for "
              + samples
              + " samples, expected at least 1 each");
    }
  }

  /** Returns both together. */
  public EncoderCost plus(EncoderCost other) {
    return new EncoderCost(
        samples + other.samples, beforeNanos + other.beforeNanos, afterNanos + other.afterNanos);
  }

  /** Returns how many times as long the tried encoder takes. */
  public double ratio() {
    return afterNanos / (double) beforeNanos;
  }

  /** Returns the check of the report. */
  public GateCheck check() {
    return GateCheck.atMost(
        "latency",
        ratio(),
        LONGEST,
        String.format(
            Locale.ROOT,
            "time of the new encoder for a sample over that of the old one: %.3g ms over %.3g ms, for"
                + " the same %d samples in the same batches",
            afterMillis(),
            beforeMillis(),
            samples),
        GateCheck.Verdict.WARN);
  }

  /** Returns what the serving encoder takes for a sample, in milliseconds. */
  public double beforeMillis() {
    return beforeNanos / NANOS_IN_MILLI / samples;
  }

  /** Returns the same of the tried encoder. */
  public double afterMillis() {
    return afterNanos / NANOS_IN_MILLI / samples;
  }

  /** Returns the check of a report without a measurement. */
  public static GateCheck untold() {
    return GateCheck.untold(
        "latency",
        "samples that both encoders were timed with",
        "time of the new encoder for a sample over that of the old one");
  }
}
