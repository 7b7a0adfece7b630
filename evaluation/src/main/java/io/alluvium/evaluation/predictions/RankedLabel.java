package io.alluvium.evaluation.predictions;

/**
 * A class that an answer considers.
 *
 * @param label its name
 * @param probability in [0, 1], over all classes the head knows
 */
public record RankedLabel(String label, double probability) {}
