package io.alluvium.app.demo;

/**
 * The figures of one phase. Predictions count where their sample was sent; labels, duplicates and
 * dead letters where they became known.
 *
 * @param phase the phase
 * @param figures what was counted and measured
 * @param stateDigest digest of the learner's whole state at the end of the phase, hex; empty while
 *     it runs
 * @param sumsDigest digest of its exact sums at the end of the phase, hex; empty while it runs
 */
public record PhaseFigures(
    DemoPhase phase, DemoFigures figures, String stateDigest, String sumsDigest) {}
