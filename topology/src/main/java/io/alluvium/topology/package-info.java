/** Stages and wiring of EMBED and LEARN. */
@NullMarked
package io.alluvium.topology;

import org.jspecify.annotations.NullMarked;
