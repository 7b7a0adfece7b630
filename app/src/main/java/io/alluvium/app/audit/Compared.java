package io.alluvium.app.audit;

/**
 * How many records of one kind were compared.
 *
 * @param what the kind, for people, as in "300 predictions"
 * @param compared how many are there and were compared
 * @param deleted how many follow from the ledger and are no longer there: retention has deleted
 *     them, or somebody a whole snapshot
 * @param pending how many follow from the ledger and are not published yet
 */
public record Compared(String what, long compared, long deleted, long pending) {}
