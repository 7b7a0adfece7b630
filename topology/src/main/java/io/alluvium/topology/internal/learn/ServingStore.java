package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.topology.internal.commit.UnloggedStore;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The learner that answers: written by the learn stage, read by the classify stage before it.
 *
 * <p>On the heap only; made again from the other stores when a task starts. Used by the task's
 * thread.
 */
public final class ServingStore implements StateStore {
  private final String name;
  private boolean open;
  private @Nullable Learner learner;

  ServingStore(String name) {
    this.name = name;
  }

  /** Returns a builder of the store of the given name. */
  public static StoreBuilder<StateStore> builder(String name) {
    return new UnloggedStore(name, ServingStore::new);
  }

  static ServingStore of(ProcessorContext<?, ?> context, String name) {
    StateStore store = context.getStateStore(name);
    return (ServingStore) store;
  }

  Optional<Learner> learner() {
    return Optional.ofNullable(learner);
  }

  void serve(Learner newLearner) {
    learner = newLearner;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    // Nothing is durable here.
  }

  @Override
  public void close() {
    open = false;
    learner = null;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
