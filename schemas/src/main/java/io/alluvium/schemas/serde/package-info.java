/**
 * Kafka serdes for Alluvium's records in Confluent wire format, and the registry client behind
 * them.
 */
@NullMarked
package io.alluvium.schemas.serde;

import org.jspecify.annotations.NullMarked;
