package io.alluvium.learning.source;

import io.alluvium.learning.Embedding;

/**
 * A sample where the displacement of its source puts it back.
 *
 * @param embedding the sample there
 * @param gain by how much its squared distance to the nearest class falls
 * @param open whether it is to be answered there
 */
public record Displaced(Embedding embedding, double gain, boolean open) {}
