package io.alluvium.topology.internal.commit;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builder of a store that lives on the heap of its task only: no changelog, no cache.
 *
 * @param name name of the store
 * @param make makes the store of the given name
 */
public record UnloggedStore(String name, Function<String, StateStore> make)
    implements StoreBuilder<StateStore> {
  @Override
  public StateStore build() {
    return make.apply(name);
  }

  @Override
  public StoreBuilder<StateStore> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<StateStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
    return this;
  }

  @Override
  public StoreBuilder<StateStore> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
