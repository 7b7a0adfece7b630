package io.alluvium.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What became of the samples that were appended in a span of time. Times are those of the broker.
 *
 * @param name what happened in it
 * @param seconds how long it took
 * @param records samples that were appended in it
 * @param predictions how many of them were answered, at whatever time
 * @param p50Millis median time from the sample's append to that of its prediction
 * @param p99Millis 99th percentile of it (nearest rank)
 * @param maxMillis greatest of it
 * @param longestGapMillis longest time from one prediction to the next that began in it
 * @param accuracy share of the answers that were right; each was given before its label
 */
record Stretch(
    String name,
    double seconds,
    int records,
    int predictions,
    long p50Millis,
    long p99Millis,
    long maxMillis,
    long longestGapMillis,
    double accuracy) {
  static final List<String> COLUMNS =
      List.of(
          "stretch",
          "s",
          "records",
          "predictions",
          "rec/s",
          "p50 ms",
          "p99 ms",
          "max ms",
          "longest gap ms",
          "accuracy");

  /** One sample and its answer. */
  record Answered(long appendedMillis, long predictedMillis, boolean right) {}

  /**
   * Makes the stretch of a span.
   *
   * @param all all samples of the run in the order of their append, each answered
   * @throws IllegalStateException if no sample is in the span
   */
  static Stretch of(String name, long fromMillis, long toMillis, List<Answered> all) {
    List<Answered> inside =
        all.stream()
            .filter(each -> each.appendedMillis >= fromMillis && each.appendedMillis < toMillis)
            .toList();
    if (inside.isEmpty()) {
      throw new IllegalStateException("no sample came in stretch '" + name + "'");
    }
    long[] latencies =
        inside.stream().mapToLong(each -> each.predictedMillis - each.appendedMillis).toArray();
    Arrays.sort(latencies);
    return new Stretch(
        name,
        (toMillis - fromMillis) / 1000.0,
        inside.size(),
        inside.size(),
        rank(latencies, 0.5),
        rank(latencies, 0.99),
        latencies[latencies.length - 1],
        longestGap(fromMillis, toMillis, all),
        inside.stream().filter(Answered::right).count() / (double) inside.size());
  }

  private static long rank(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private static long longestGap(long fromMillis, long toMillis, List<Answered> all) {
    long[] times = all.stream().mapToLong(Answered::predictedMillis).sorted().toArray();
    long longest = 0;
    for (int i = 1; i < times.length; i++) {
      if (times[i - 1] >= fromMillis && times[i - 1] < toMillis) {
        longest = Math.max(longest, times[i] - times[i - 1]);
      }
    }
    return longest;
  }

  /** Returns the cells of {@link #COLUMNS}. */
  List<String> cells() {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.1f", seconds),
        Integer.toString(records),
        Integer.toString(predictions),
        String.format(Locale.ROOT, "%.1f", records / seconds),
        Long.toString(p50Millis),
        Long.toString(p99Millis),
        Long.toString(maxMillis),
        Long.toString(longestGapMillis),
        String.format(Locale.ROOT, "%.3f", accuracy));
  }
}
