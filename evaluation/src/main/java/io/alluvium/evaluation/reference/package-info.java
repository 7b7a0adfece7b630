/** The figures of this program beside those of others, by one command. */
@NullMarked
package io.alluvium.evaluation.reference;

import org.jspecify.annotations.NullMarked;
