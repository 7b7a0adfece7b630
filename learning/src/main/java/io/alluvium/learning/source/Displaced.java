package io.alluvium.learning.source;

import io.alluvium.learning.Embedding;

/**
 * A sample where the displacement of its source puts it back.
 *
 * @param embedding the sample there
 * @param gain by how much its squared distance to the nearest class falls
 * @param away whether there is evidence that its source is away from where it was
 * @param open whether it is to be answered adapted
 */
public record Displaced(Embedding embedding, double gain, boolean away, boolean open) {}
