/** Recorded ledgers outside of their topics: in folders, in other brokers, before other heads. */
@NullMarked
package io.alluvium.app.ledger;

import org.jspecify.annotations.NullMarked;
