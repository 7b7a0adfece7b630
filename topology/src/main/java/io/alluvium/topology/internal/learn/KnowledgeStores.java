package io.alluvium.topology.internal.learn;

import io.alluvium.stores.AskingStore;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.PanelStore;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.TransitionStore;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.Names;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * All stores of LEARN in one ledger partition.
 *
 * @param memory what is remembered of samples, labels and commands; written by {@link Memory}
 * @param progress the place in the ledger and the space that is learnt in
 * @param classes sums of each class
 * @param moments checkpoints of the second moment
 * @param wal label updates since then
 * @param panel what is known of the heads
 * @param sources what is known of sources
 * @param asking for which labels somebody was asked
 * @param transitions what is kept of a change to another encoder
 * @param entered place of the learner of the space that is entered
 * @param enteredWal its label updates
 */
record KnowledgeStores(
    MemoryStores memory,
    ProgressStore progress,
    ClassStore classes,
    MomentStore moments,
    WalStore wal,
    PanelStore panel,
    SourceStore sources,
    AskingStore asking,
    TransitionStore transitions,
    ProgressStore entered,
    WalStore enteredWal) {

  /** Returns those of a task. */
  static KnowledgeStores of(ProcessorContext<?, ?> context) {
    return new KnowledgeStores(
        MemoryStores.of(
            context.getStateStore(Names.BANK),
            context.getStateStore(Names.PROGRESS),
            context.getStateStore(Names.IMPORTS),
            context.getStateStore(Names.TRANSITIONS)),
        new ProgressStore(context.getStateStore(Names.PROGRESS)),
        new ClassStore(context.getStateStore(Names.CLASSES)),
        new MomentStore(context.getStateStore(Names.MOMENTS)),
        new WalStore(context.getStateStore(Names.WAL)),
        new PanelStore(context.getStateStore(Names.PROGRESS)),
        new SourceStore(context.getStateStore(Names.SOURCES)),
        new AskingStore(context.getStateStore(Names.ASKING)),
        new TransitionStore(context.getStateStore(Names.TRANSITIONS)),
        new ProgressStore(context.getStateStore(Names.TRANSITIONS)),
        new WalStore(context.getStateStore(Names.TRANSITION_WAL)));
  }

  /** Returns new and empty ones on the heap. */
  static KnowledgeStores onHeap() {
    HeapStore progress = new HeapStore(Names.PROGRESS);
    HeapStore transitions = new HeapStore(Names.TRANSITIONS);
    return new KnowledgeStores(
        MemoryStores.of(
            new HeapStore(Names.BANK), progress, new HeapStore(Names.IMPORTS), transitions),
        new ProgressStore(progress),
        new ClassStore(new HeapStore(Names.CLASSES)),
        new MomentStore(new HeapStore(Names.MOMENTS)),
        new WalStore(new HeapStore(Names.WAL)),
        new PanelStore(progress),
        new SourceStore(new HeapStore(Names.SOURCES)),
        new AskingStore(new HeapStore(Names.ASKING)),
        new TransitionStore(transitions),
        new ProgressStore(transitions),
        new WalStore(new HeapStore(Names.TRANSITION_WAL)));
  }
}
