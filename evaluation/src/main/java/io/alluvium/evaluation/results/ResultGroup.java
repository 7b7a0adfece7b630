package io.alluvium.evaluation.results;

/**
 * What evaluations have in common whose figures are averaged. Seeds differ; settings of heads and
 * solves are not told apart.
 *
 * @param data names of the data sets
 * @param protocol key of the protocol
 * @param encoder the encoder, the last part of its path where it is one
 * @param options what was set of the protocol beyond the defaults, as a text
 */
record ResultGroup(String data, String protocol, String encoder, String options) {}
