package io.alluvium.topology.internal.commit;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that holds nothing: Kafka Streams flushes its "cache" before each commit, and that runs
 * the hook.
 */
final class CommitHookStore implements StateStore, CachedStateStore<Object, Object> {
  private final String name;
  private boolean open;
  private boolean failed;
  private @Nullable Runnable action;

  CommitHookStore(String name) {
    this.name = name;
  }

  void attach(Runnable newAction) {
    action = newAction;
    failed = false;
  }

  @Override
  public void flushCache() {
    if (action == null || failed) {
      return;
    }
    failed = true;
    action.run();
    failed = false;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    // Called after the transaction: too late for anything.
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    action = null;
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {
    // Nothing is cached.
  }
}
