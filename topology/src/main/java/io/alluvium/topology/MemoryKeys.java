package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.BANK_LABELLED_TTL_MS;
import static io.alluvium.topology.AlluviumConfig.BANK_MAX_LABELLED;
import static io.alluvium.topology.AlluviumConfig.BANK_MAX_UNLABELLED;
import static io.alluvium.topology.AlluviumConfig.BANK_POLICY;
import static io.alluvium.topology.AlluviumConfig.BANK_POLICY_SEED;
import static io.alluvium.topology.AlluviumConfig.BANK_UNLABELLED_TTL_MS;
import static io.alluvium.topology.AlluviumConfig.LABELS_ANNOTATOR_MAX;
import static io.alluvium.topology.AlluviumConfig.LABELS_ANNOTATOR_WINDOW_MS;
import static io.alluvium.topology.AlluviumConfig.LABELS_EARLY_WAIT_MS;
import static io.alluvium.topology.AlluviumConfig.LABELS_MAX_EARLY;
import static io.alluvium.topology.AlluviumConfig.ROCKSDB_MEMORY_BYTES;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.alluvium.stores.StoreMemory;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of what is remembered, and of how much. */
final class MemoryKeys {
  private MemoryKeys() {}

  static void define(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Memory");
    keys.add(
        BANK_MAX_UNLABELLED,
        ConfigDef.Type.INT,
        100_000,
        atLeast(1),
        MEDIUM,
        "Greatest number of unlabelled samples in the bank; the oldest leave first. A label for one that left becomes"
            + " a dead letter.");
    keys.add(
        BANK_UNLABELLED_TTL_MS,
        ConfigDef.Type.LONG,
        Duration.ofDays(7).toMillis(),
        atLeast(1),
        MEDIUM,
        "Longest time that an unlabelled sample stays in the bank, in milliseconds of ledger time.");
    keys.add(
        BANK_MAX_LABELLED,
        ConfigDef.Type.INT,
        0,
        atLeast(0),
        MEDIUM,
        "Greatest number of labelled samples whose vector stays in the bank; of more the policy says which are"
            + " settled: they count for ever and a later correction is refused with an event. 0 is no limit.");
    keys.add(
        BANK_LABELLED_TTL_MS,
        ConfigDef.Type.LONG,
        0L,
        atLeast(0),
        MEDIUM,
        "Longest time that the vector of a labelled sample stays in the bank, in milliseconds of ledger time since the"
            + " sample; then the sample is settled, under every policy. 0 is no limit.");
    keys.add(
        BANK_POLICY,
        ConfigDef.Type.STRING,
        BankPolicy.RECENCY.code(),
        ConfigDef.ValidString.in(BankPolicy.codes()),
        MEDIUM,
        "Which labelled samples keep their vector once there are more than the greatest number: recency, the newest;"
            + " balanced-reservoir, a random choice of equally many of each class as far as there are; confidence,"
            + " those of which the model was least sure when it predicted them.");
    keys.add(
        BANK_POLICY_SEED,
        ConfigDef.Type.LONG,
        1L,
        null,
        LOW,
        "Key of the hash of sample ids by which the policy balanced-reservoir chooses.");
    keys.add(
        LABELS_MAX_EARLY,
        ConfigDef.Type.INT,
        100_000,
        atLeast(1),
        MEDIUM,
        "Greatest number of labels that wait for their sample; of more, the oldest of the source that has the most"
            + " becomes a dead letter.");
    keys.add(
        LABELS_EARLY_WAIT_MS,
        ConfigDef.Type.LONG,
        Duration.ofDays(1).toMillis(),
        atLeast(1),
        MEDIUM,
        "Longest time that a label waits for its sample, in milliseconds of ledger time; then it becomes a dead"
            + " letter.");
    keys.add(
        LABELS_ANNOTATOR_MAX,
        ConfigDef.Type.LONG,
        0L,
        atLeast(0),
        MEDIUM,
        "Greatest number of labels that are taken of one annotator in a window, corrections and repetitions included;"
            + " more become dead letters. Labels without an annotator count together, for each source. 0 is no limit.");
    keys.add(
        LABELS_ANNOTATOR_WINDOW_MS,
        ConfigDef.Type.LONG,
        Duration.ofHours(1).toMillis(),
        atLeast(1),
        MEDIUM,
        "Length of that window, in milliseconds of ledger time; windows follow each other from the epoch on.");
    keys.add(
        ROCKSDB_MEMORY_BYTES,
        ConfigDef.Type.LONG,
        64L << 20,
        atLeast(StoreMemory.MIN_BYTES),
        MEDIUM,
        "Memory outside the heap that all RocksDB stores of the process share, in bytes: block cache, indexes,"
            + " filters and write buffers, which may be half of it. RocksDB aims at it; it is not a hard limit. A"
            + " setter of your own (rocksdb.config.setter) takes the place of this.");
  }
}
