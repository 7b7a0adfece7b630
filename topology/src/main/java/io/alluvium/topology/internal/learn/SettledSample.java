package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SpaceId;

/**
 * A labelled sample that is no longer at hand, and counts on.
 *
 * @param space the space of its vector
 * @param change how it leaves the samples that heads look at
 */
public record SettledSample(SpaceId space, LabelChange change) {}
