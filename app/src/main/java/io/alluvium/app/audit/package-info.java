/** What was published against what its ledger says: audit, verification, explanation. */
@NullMarked
package io.alluvium.app.audit;

import org.jspecify.annotations.NullMarked;
