package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class StoreMemoryTest {
  static {
    RocksDB.loadLibrary();
  }

  @Test
  void allStoresGetTheSameCacheAndWriteBuffers() {
    try (StoreMemory memory = new StoreMemory(StoreMemory.MIN_BYTES);
        Options one = new Options();
        Options other = new Options()) {
      configure("one", one, memory.settings());
      configure("other", other, memory.settings());

      assertThat(one.writeBufferManager()).isSameAs(memory.writeBuffers());
      assertThat(other.writeBufferManager()).isSameAs(memory.writeBuffers());
      for (Options options : new Options[] {one, other}) {
        assertThat(options.writeBufferSize()).isEqualTo(1L << 20);
        assertThat(
                ((BlockBasedTableConfig) options.tableFormatConfig()).cacheIndexAndFilterBlocks())
            .isTrue();
      }
    }
  }

  @Test
  void writeBuffersOfStreamsAreMadeSmallerButNotLarger() {
    try (StoreMemory memory = new StoreMemory(1L << 30);
        Options options = new Options()) {
      options.setWriteBufferSize(16L << 20);
      configure("one", options, memory.settings());

      assertThat(options.writeBufferSize()).isEqualTo(16L << 20);
    }
  }

  @Test
  void lessThanTheLeastIsRefused() {
    assertThatThrownBy(() -> new StoreMemory(StoreMemory.MIN_BYTES - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("memory of the stores is 8388607 bytes, expected at least 8388608");
  }

  @Test
  void aSetterWithoutMemorySaysSo() {
    try (Options options = new Options()) {
      assertThatThrownBy(() -> configure("bank", options, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("store 'bank' has no memory: settings lack alluvium.internal.store.memory");
    }
  }

  @Test
  void settingsNameTheSetter() {
    try (StoreMemory memory = new StoreMemory(StoreMemory.MIN_BYTES)) {
      assertThat(memory.settings())
          .containsEntry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemorySetter.class);
    }
  }

  private static void configure(String store, Options options, Map<String, Object> settings) {
    options.setTableFormatConfig(new BlockBasedTableConfig());
    new StoreMemorySetter().setConfig(store, options, settings);
  }
}
