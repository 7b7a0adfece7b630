/** Whether a source still is what it was: detectors over p-values, errors and labels. */
@NullMarked
package io.alluvium.learning.drift;

import org.jspecify.annotations.NullMarked;
