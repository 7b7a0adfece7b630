package io.alluvium.topology.internal.learn;

import java.util.Optional;

/**
 * An entry with the answer for its sample.
 *
 * @param joined the entry and what it means
 * @param answer the answer; empty where there is nothing to predict
 */
public record Decided(Joined joined, Optional<Answer> answer) {}
