/** Encoders from payloads to vectors, not tied to Kafka. */
@NullMarked
package io.alluvium.encoders;

import org.jspecify.annotations.NullMarked;
