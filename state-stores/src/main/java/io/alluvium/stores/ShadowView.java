package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import java.util.Optional;

/**
 * A sample that two encoders have seen.
 *
 * @param source where the sample comes from
 * @param domain the producer's tag for the domain it belongs to, where given
 * @param answered the class it was answered with, where there was one
 * @param from its embedding in the space that is left
 * @param to its embedding in the space that is entered
 */
public record ShadowView(
    String source,
    Optional<String> domain,
    Optional<String> answered,
    Embedding from,
    Embedding to) {}
