/** Snapshots of what is known, outside of the learner: in their topic and in files. */
@NullMarked
package io.alluvium.app.model;

import org.jspecify.annotations.NullMarked;
