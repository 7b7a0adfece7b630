/** Many finished evaluations in one table. */
@NullMarked
package io.alluvium.evaluation.results;

import org.jspecify.annotations.NullMarked;
