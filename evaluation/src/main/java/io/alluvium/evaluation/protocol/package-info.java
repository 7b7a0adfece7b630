/** In which order a learner meets examples and labels, and when it is asked. */
@NullMarked
package io.alluvium.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
