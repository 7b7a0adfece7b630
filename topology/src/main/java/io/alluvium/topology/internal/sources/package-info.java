/** Watches the sources of one ledger partition: what is known of each survives restarts. */
@NullMarked
package io.alluvium.topology.internal.sources;

import org.jspecify.annotations.NullMarked;
