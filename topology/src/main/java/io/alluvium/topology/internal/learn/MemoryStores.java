package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.ClockStore;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.ConfidenceStore;
import io.alluvium.stores.GlanceStore;
import io.alluvium.stores.ImportStore;
import io.alluvium.stores.LabelCountStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the memory remembers.
 *
 * @param bank samples and waiting labels
 * @param commands which commands were carried out, and what is frozen
 * @param confidences how sure the model was of the samples; written by {@link Knowledge}, which
 *     alone knows it, and deleted with their vectors
 * @param labelCounts labels of each annotator
 * @param clock the clock of recency
 * @param imports what came from other deployments
 * @param glances samples that only the small encoder of a cascade has seen
 */
record MemoryStores(
    BankStore bank,
    CommandStore commands,
    ConfidenceStore confidences,
    LabelCountStore labelCounts,
    ClockStore clock,
    ImportStore imports,
    GlanceStore glances) {

  /** Returns those over the stores of these names. */
  static MemoryStores of(
      KeyValueStore<Bytes, byte[]> bank,
      KeyValueStore<Bytes, byte[]> progress,
      KeyValueStore<Bytes, byte[]> imports,
      KeyValueStore<Bytes, byte[]> transitions) {
    return new MemoryStores(
        new BankStore(bank),
        new CommandStore(progress),
        new ConfidenceStore(progress),
        new LabelCountStore(progress),
        new ClockStore(progress),
        new ImportStore(imports),
        new GlanceStore(transitions));
  }
}
