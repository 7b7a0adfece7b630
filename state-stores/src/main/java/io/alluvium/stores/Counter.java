package io.alluvium.stores;

/**
 * What LEARN counts. Stored by position: add new ones at the end, never reorder.
 *
 * <p>samples = predictions + duplicates + buried samples + held samples - held and answered ones.
 * Copies that a backfill brings are not among the samples: each is counted once among the counters
 * of backfill.
 */
public enum Counter {
  /** Samples read from the ledger. */
  SAMPLES,
  /** Predictions published: one for each accepted sample. */
  PREDICTIONS,
  /** Samples whose id was already in the bank. */
  DUPLICATES,
  /** Samples that became dead letters. */
  BURIED_SAMPLES,
  /** Labels that became dead letters. */
  BURIED_LABELS,
  /** Labels read from the ledger. */
  LABEL_RECORDS,
  /** Labels that gave a sample its first class. */
  LABELS,
  /** Labels that moved a sample from one class to another, or changed its weight. */
  CORRECTIONS,
  /** Labels taken back. */
  WITHDRAWALS,
  /** Labels with a higher sequence that changed nothing. */
  CONFIRMATIONS,
  /** Labels whose sequence was not above the known one. */
  STALE_LABELS,
  /** Labels that arrived before their sample and waited. */
  EARLY_LABELS,
  /** Labels for settled samples, refused. */
  REFUSED_LABELS,
  /** Unlabelled samples that left the bank by age or number. */
  EXPIRED_SAMPLES,
  /** Labelled samples whose vector left the bank. */
  SETTLED_SAMPLES,
  /** Commands carried out. */
  COMMANDS,
  /** Commands refused. */
  REFUSED_COMMANDS,
  /** Copies that took the place of a sample of the old space. */
  BACKFILLED,
  /** Copies of samples that are not in the bank. */
  BACKFILL_UNKNOWN,
  /** Copies of samples whose vector left the bank. */
  BACKFILL_SETTLED,
  /** Copies of samples that are of the new space already. */
  BACKFILL_NATIVE,
  /** Copies that came while no new encoder served, or without a view of it that can be used. */
  BACKFILL_UNFIT,
  /** Samples that only the small encoder of a cascade had seen when they came. */
  GLANCES,
  /** Samples that the large encoder was asked to see, for their answer or for their label. */
  LOOKS,
  /** Samples whose answer was held back until the large encoder has seen them. */
  HELD_SAMPLES,
  /** Those that were answered since. */
  HELD_ANSWERED,
  /** Those that were forgotten before: they are never answered. */
  HELD_FORGOTTEN
}
