package io.alluvium.evaluation.protocol;

import org.HdrHistogram.Histogram;

/**
 * How long a learner takes to answer one sample of the stream, from the embedding to the decision;
 * three significant digits. For one thread.
 */
public final class Latency {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Histogram nanos = new Histogram(DIGITS);

  void add(long durationNanos) {
    nanos.recordValue(Math.max(0, durationNanos));
  }

  /**
   * Returns the time in microseconds that so many answers do not exceed; 0 before the first.
   *
   * @param percent in [0, 100]
   */
  public double micros(double percent) {
    return nanos.getTotalCount() == 0 ? 0 : nanos.getValueAtPercentile(percent) / NANOS_PER_MICRO;
  }
}
