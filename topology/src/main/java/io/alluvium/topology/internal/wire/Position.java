package io.alluvium.topology.internal.wire;

/**
 * A place in the ledger.
 *
 * @param partition partition of the ledger topic
 * @param offset offset in that partition
 */
public record Position(int partition, long offset) {}
