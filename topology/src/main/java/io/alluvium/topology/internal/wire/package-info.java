/** What travels on the topics, as values of our own; Avro classes stop here. */
@NullMarked
package io.alluvium.topology.internal.wire;

import org.jspecify.annotations.NullMarked;
