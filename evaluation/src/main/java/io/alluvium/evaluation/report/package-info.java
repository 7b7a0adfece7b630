/** What is written down of an evaluation. */
@NullMarked
package io.alluvium.evaluation.report;

import org.jspecify.annotations.NullMarked;
