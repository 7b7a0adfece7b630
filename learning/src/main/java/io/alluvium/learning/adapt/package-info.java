/** Answers that follow a source where it goes, while the classifier stays as it is. */
@NullMarked
package io.alluvium.learning.adapt;

import org.jspecify.annotations.NullMarked;
