package io.alluvium.app.demo;

/**
 * The figures of one phase. Predictions count where their sample was sent; labels, duplicates and
 * dead letters where they became known.
 */
public record PhaseFigures(DemoPhase phase, DemoFigures figures) {}
