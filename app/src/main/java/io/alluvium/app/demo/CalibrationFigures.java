package io.alluvium.app.demo;

/**
 * How far predictions were from being right as often as they said. {@code docs/report.md} defines
 * each figure.
 *
 * @param predictions predictions that had calibrated probabilities
 * @param error expected calibration error of the head's own probabilities, in [0, 1]
 * @param calibratedError the same of the calibrated ones
 */
public record CalibrationFigures(long predictions, double error, double calibratedError) {}
