/** The stages of EMBED: decode, then embed in batches, into the ledger. */
@NullMarked
package io.alluvium.topology.internal.embed;

import org.jspecify.annotations.NullMarked;
