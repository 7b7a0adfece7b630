/** Data sets: what is in them, and how they are read. */
@NullMarked
package io.alluvium.evaluation.data;

import org.jspecify.annotations.NullMarked;
