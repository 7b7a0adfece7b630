package io.alluvium.moa;

/**
 * What a learner reached on a stream.
 *
 * @param accuracy prequential accuracy over all graded samples, in [0, 1]
 * @param kappa Cohen's kappa of the same answers, at most 1
 * @param samplesPerSecond samples answered and learnt in a second of wall time
 */
record Score(double accuracy, double kappa, double samplesPerSecond) {}
