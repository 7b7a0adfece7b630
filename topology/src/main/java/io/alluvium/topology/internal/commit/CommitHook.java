package io.alluvium.topology.internal.commit;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Runs an action of a processor before each commit of its task, in the task's thread. */
public final class CommitHook {
  private CommitHook() {}

  /**
   * Returns a builder of the store that carries the hook; connect it to the one processor that uses
   * it.
   */
  public static StoreBuilder<?> store(String name) {
    return new UnloggedStore(name, CommitHookStore::new);
  }

  /**
   * Runs the action before each commit from now on. After the action threw once it is not run
   * again: a dirty close calls the hook a second time, when the processor is no longer in a known
   * state.
   *
   * @param context context of the processor that the store is connected to
   * @param name name of the store
   * @throws IllegalStateException if this version of Kafka Streams wraps the store, so that it
   *     would not be called
   */
  public static void attach(ProcessorContext<?, ?> context, String name, Runnable action) {
    StateStore store = context.getStateStore(name);
    if (!(store instanceof CommitHookStore hook)) {
      throw new IllegalStateException(
          "store '"
              + name
              + "' is "
              + store
              + ", expected the commit hook: this version of Kafka Streams would not call it");
    }
    hook.attach(action);
  }
}
