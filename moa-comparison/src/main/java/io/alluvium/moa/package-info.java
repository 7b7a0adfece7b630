/** Learners of MOA on the streams that Alluvium's own heads are evaluated on. */
@NullMarked
package io.alluvium.moa;

import org.jspecify.annotations.NullMarked;
