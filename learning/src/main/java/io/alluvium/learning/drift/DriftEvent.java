package io.alluvium.learning.drift;

/**
 * An alarm.
 *
 * @param detector which raised it, for instance {@code adwin}
 * @param statistic what it watches, for instance {@code distance}
 * @param value mean of the statistic since the change, or what the detector had summed up
 * @param since how many samples ago the change began, as far as the detector can tell
 * @param kind what is suspected
 */
public record DriftEvent(
    String detector, String statistic, double value, long since, SuspectedKind kind) {}
