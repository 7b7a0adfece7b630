/**
 * A small schema registry that speaks Confluent's REST interface and keeps its state in a compacted
 * topic.
 */
@NullMarked
package io.alluvium.app.registry;

import org.jspecify.annotations.NullMarked;
