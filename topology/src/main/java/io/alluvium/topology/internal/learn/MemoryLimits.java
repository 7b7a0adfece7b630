package io.alluvium.topology.internal.learn;

import io.alluvium.topology.AlluviumConfig;

/**
 * Bounds of the memory bank.
 *
 * @param maxUnlabelled greatest number of unlabelled samples
 * @param unlabelledMillis longest time an unlabelled sample stays
 * @param retention which labelled samples keep their vector
 * @param maxEarly greatest number of labels that wait for their sample
 * @param earlyMillis longest time such a label waits
 * @param maxClasses greatest number of classes
 * @param maxAmended greatest number of entries of the bank that one command changes
 * @param annotators how many labels are read of one annotator
 * @param maxImportBytes greatest size of an import, in bytes of its parts
 */
record MemoryLimits(
    int maxUnlabelled,
    long unlabelledMillis,
    Retention retention,
    int maxEarly,
    long earlyMillis,
    int maxClasses,
    int maxAmended,
    AnnotatorLimit annotators,
    long maxImportBytes) {

  static MemoryLimits of(AlluviumConfig config) {
    return new MemoryLimits(
        config.getInt(AlluviumConfig.BANK_MAX_UNLABELLED),
        config.getLong(AlluviumConfig.BANK_UNLABELLED_TTL_MS),
        Retention.of(config),
        config.getInt(AlluviumConfig.LABELS_MAX_EARLY),
        config.getLong(AlluviumConfig.LABELS_EARLY_WAIT_MS),
        config.getInt(AlluviumConfig.MAX_CLASSES),
        config.getInt(AlluviumConfig.COMMANDS_MAX_ENTRIES),
        AnnotatorLimit.of(config),
        config.getLong(AlluviumConfig.IMPORT_MAX_BYTES));
  }
}
