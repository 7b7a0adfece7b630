/**
 * Avro records of all topics, generated from {@code src/main/avro}.
 *
 * <p>Not null-marked: generated getters return null for a null field and carry no annotation that
 * would say so.
 */
package io.alluvium.schemas;
