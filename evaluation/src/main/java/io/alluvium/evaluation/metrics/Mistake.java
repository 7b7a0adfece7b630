package io.alluvium.evaluation.metrics;

/**
 * One class taken for another.
 *
 * @param label the true class
 * @param answer the class that was answered; empty if none was
 * @param count how often
 */
public record Mistake(String label, String answer, long count) {}
