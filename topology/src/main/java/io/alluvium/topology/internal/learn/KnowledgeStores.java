package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.ImportStore;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.Names;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * All stores of LEARN in one ledger partition.
 *
 * @param bank samples and waiting labels; written by {@link Memory}
 * @param progress the place in the ledger and the space that is learnt in
 * @param commands which commands were carried out, and what is frozen; written by {@link Memory}
 * @param imports what came from other deployments; written by {@link Memory}
 * @param classes sums of each class
 * @param moments checkpoints of the second moment
 * @param wal label updates since then
 */
record KnowledgeStores(
    BankStore bank,
    ProgressStore progress,
    CommandStore commands,
    ImportStore imports,
    ClassStore classes,
    MomentStore moments,
    WalStore wal) {

  /** Returns those of a task. */
  static KnowledgeStores of(ProcessorContext<?, ?> context) {
    return new KnowledgeStores(
        new BankStore(context.getStateStore(Names.BANK)),
        new ProgressStore(context.getStateStore(Names.PROGRESS)),
        new CommandStore(context.getStateStore(Names.PROGRESS)),
        new ImportStore(context.getStateStore(Names.IMPORTS)),
        new ClassStore(context.getStateStore(Names.CLASSES)),
        new MomentStore(context.getStateStore(Names.MOMENTS)),
        new WalStore(context.getStateStore(Names.WAL)));
  }

  /** Returns new and empty ones on the heap. */
  static KnowledgeStores onHeap() {
    HeapStore progress = new HeapStore(Names.PROGRESS);
    return new KnowledgeStores(
        new BankStore(new HeapStore(Names.BANK)),
        new ProgressStore(progress),
        new CommandStore(progress),
        new ImportStore(new HeapStore(Names.IMPORTS)),
        new ClassStore(new HeapStore(Names.CLASSES)),
        new MomentStore(new HeapStore(Names.MOMENTS)),
        new WalStore(new HeapStore(Names.WAL)));
  }
}
