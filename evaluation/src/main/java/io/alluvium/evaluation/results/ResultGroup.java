package io.alluvium.evaluation.results;

/**
 * What evaluations have in common whose figures are averaged: all but the seed.
 *
 * @param data names of the data sets
 * @param protocol key of the protocol
 * @param encoder the encoder, the last part of its path where it is one
 * @param options what was set beyond the defaults, as a text
 */
record ResultGroup(String data, String protocol, String encoder, String options) {}
