/** Samples on their way to be seen once more, by the encoder that has taken over. */
@NullMarked
package io.alluvium.app.backfill;

import org.jspecify.annotations.NullMarked;
