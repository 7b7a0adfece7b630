/** Runs EMBED and LEARN in this process, against any Kafka. */
@NullMarked
package io.alluvium.app.pipeline;

import org.jspecify.annotations.NullMarked;
