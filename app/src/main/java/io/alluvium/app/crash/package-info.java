/**
 * The crash programme: a pipeline that is killed again and again, and the books that must balance
 * afterwards.
 */
@NullMarked
package io.alluvium.app.crash;

import org.jspecify.annotations.NullMarked;
