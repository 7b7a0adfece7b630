/** The stages of LEARN, in their order: decode, join, classify, learn, publish. */
@NullMarked
package io.alluvium.topology.internal.learn;

import org.jspecify.annotations.NullMarked;
