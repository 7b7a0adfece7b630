package io.alluvium.topology.internal.wire;

import io.alluvium.stores.BankValue;
import java.util.Optional;

/**
 * An entry of the ledger in its place.
 *
 * @param position where it is
 * @param appendMillis when the broker appended it, in milliseconds since the epoch
 * @param origin which record EMBED made it from; empty for entries of its own accord
 * @param body what it says
 */
public record LedgerEntry(
    Position position, long appendMillis, Optional<BankValue.Origin> origin, Body body) {}
