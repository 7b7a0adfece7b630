/** For which labels somebody is asked. */
@NullMarked
package io.alluvium.topology.internal.asking;

import org.jspecify.annotations.NullMarked;
