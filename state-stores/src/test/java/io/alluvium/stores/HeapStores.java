package io.alluvium.stores;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Stores of Kafka Streams on the heap. */
final class HeapStores {
  private HeapStores() {}

  static KeyValueStore<Bytes, byte[]> open() {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore("heap").get();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }
}
