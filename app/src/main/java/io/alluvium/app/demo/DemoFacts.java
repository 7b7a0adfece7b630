package io.alluvium.app.demo;

/**
 * What a run was made of and what it left behind, for its report.
 *
 * @param seed seed of the stream
 * @param head name of the head that answered
 * @param encoder name of the encoder
 * @param space id of the embedding space, 64 hex digits
 * @param stateDigest digest of the learner's whole state at the end, hex
 * @param sumsDigest digest of its exact sums at the end, hex
 * @param firstPredictionMs time from the start of Java to the arrival of the first prediction, in
 *     milliseconds
 * @param command the command line that runs the same demo again
 */
public record DemoFacts(
    long seed,
    String head,
    String encoder,
    String space,
    String stateDigest,
    String sumsDigest,
    long firstPredictionMs,
    String command) {}
