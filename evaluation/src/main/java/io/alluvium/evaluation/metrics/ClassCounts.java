package io.alluvium.evaluation.metrics;

/**
 * What was counted of one class.
 *
 * @param samples samples that are of it
 * @param answers predictions that name it
 * @param correct predictions that name it and are right
 */
public record ClassCounts(long samples, long answers, long correct) {}
