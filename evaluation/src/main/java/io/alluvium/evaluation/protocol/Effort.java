package io.alluvium.evaluation.protocol;

/**
 * What a learner did so far, looks at test samples left out. Multiply-adds are those of the shared
 * parts of all heads, counted by formula, so they do not depend on the machine.
 *
 * @param samples samples that came
 * @param labels labels that were learnt
 * @param solves how often the head was solved
 * @param scoreOperations classes times dimensions, over all predictions
 * @param sumOperations {@code d (d + 1) / 2} for each sample whose second moment was added
 * @param solveOperations {@code d^3 / 3} for each solve: one Cholesky decomposition
 * @param wallNanos time that passed
 * @param cpuNanos time of the processor
 */
public record Effort(
    long samples,
    long labels,
    long solves,
    long scoreOperations,
    long sumOperations,
    long solveOperations,
    long wallNanos,
    long cpuNanos) {

  /** Returns the sum of all multiply-adds. */
  public long operations() {
    return scoreOperations + sumOperations + solveOperations;
  }
}
