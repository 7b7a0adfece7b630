/** How the encoders work; not for other modules. */
@NullMarked
package io.alluvium.encoders.internal;

import org.jspecify.annotations.NullMarked;
