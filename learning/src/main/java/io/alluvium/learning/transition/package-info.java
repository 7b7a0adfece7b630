/**
 * From one encoder to another: what a few samples seen by both say about how their spaces lie to
 * each other, and how what was learnt in one is used in the other. Pure, as all of this module.
 */
@NullMarked
package io.alluvium.learning.transition;

import org.jspecify.annotations.NullMarked;
