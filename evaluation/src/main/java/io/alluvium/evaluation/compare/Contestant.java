package io.alluvium.evaluation.compare;

import java.util.Map;

/**
 * One head of one finished evaluation.
 *
 * @param name what it is called in the comparison, unique there
 * @param hits whether each answer was right, by run and sample; in the order of the answers
 * @param metrics figures of its row
 */
record Contestant(String name, Map<String, Boolean> hits, Map<String, Double> metrics) {}
