package io.alluvium.topology.internal.wire;

import io.alluvium.stores.BankValue;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An entry that EMBED writes: it gets its position from the ledger.
 *
 * @param origin which record it was made from; empty for entries of its own accord
 * @param body what it says
 * @param partition ledger partition it goes to; empty for all of them
 */
public record Unsequenced(Optional<BankValue.Origin> origin, Body body, OptionalInt partition) {}
