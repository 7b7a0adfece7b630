package io.alluvium.app.demo;

/**
 * How one source fared before, during and after the bad typing, all within the last phase.
 *
 * @param source name of the source
 * @param typing which of the three
 * @param predictions predictions of its samples
 * @param accuracy share of right ones, in [0, 1]; 0 without predictions
 */
public record SourceFigures(String source, Typing typing, long predictions, double accuracy) {}
