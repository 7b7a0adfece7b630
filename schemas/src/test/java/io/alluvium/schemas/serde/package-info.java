/** Tests of the serdes and the registry client. */
@NullMarked
package io.alluvium.schemas.serde;

import org.jspecify.annotations.NullMarked;
