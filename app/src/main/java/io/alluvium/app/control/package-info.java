/** Commands to a running learner, and their answers. */
@NullMarked
package io.alluvium.app.control;

import org.jspecify.annotations.NullMarked;
