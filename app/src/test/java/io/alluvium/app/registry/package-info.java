/** Tests of the embedded registry. */
@NullMarked
package io.alluvium.app.registry;

import org.jspecify.annotations.NullMarked;
