package io.alluvium.stores;

import java.lang.reflect.Field;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A store of Kafka Streams in RocksDB whose deleted and replaced values can be made to leave the
 * disk at once, instead of whenever RocksDB compacts next. Used by the thread of its task only.
 */
public final class ErasableStore extends RocksDBStore {
  private static final String METRICS_SCOPE = "rocksdb";
  private static final Field DATABASE = database();

  private ErasableStore(String name) {
    super(name, METRICS_SCOPE);
  }

  /** Kafka Streams 4.3 has no other way to its database; another version must be looked at anew. */
  private static Field database() {
    try {
      Field field = RocksDBStore.class.getDeclaredField("db");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this version of Kafka Streams hides its RocksDB", e);
    }
  }

  /** Returns a supplier of the store of the given name. */
  public static KeyValueBytesStoreSupplier supplier(String name) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return new ErasableStore(name);
      }

      @Override
      public String metricsScope() {
        return METRICS_SCOPE;
      }
    };
  }

  /**
   * Makes everything that was deleted or replaced leave the disk, if the store is one of these
   * under the wrappers of Kafka Streams; others keep nothing of what was deleted. Rewrites the
   * whole store: some seconds for a gigabyte.
   *
   * @throws IllegalStateException if RocksDB fails
   */
  static void erase(KeyValueStore<Bytes, byte[]> store) {
    StateStore innermost = store;
    while (innermost instanceof WrappedStateStore<?, ?, ?> wrapper) {
      innermost = wrapper.wrapped();
    }
    if (innermost instanceof ErasableStore erasable) {
      erasable.erase();
    }
  }

  private void erase() {
    try {
      ((RocksDB) DATABASE.get(this)).compactRange();
    } catch (RocksDBException | IllegalAccessException e) {
      throw new IllegalStateException("store '" + name() + "' could not be compacted", e);
    }
  }
}
