package io.alluvium.stores;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keys and values as they are stored. */
final class RawEntries {
  private RawEntries() {}

  /** Visits all of a store in ascending order of the keys. */
  static void forEach(KeyValueStore<Bytes, byte[]> store, BiConsumer<byte[], byte[]> visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        visitor.accept(next.key.get(), next.value);
      }
    }
  }
}
