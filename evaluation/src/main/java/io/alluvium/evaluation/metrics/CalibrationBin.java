package io.alluvium.evaluation.metrics;

/**
 * Answers of about the same probability.
 *
 * @param samples how many there are
 * @param probability mean of their probabilities, in [0, 1]
 * @param accuracy share of right ones, in [0, 1]
 */
public record CalibrationBin(long samples, double probability, double accuracy) {}
