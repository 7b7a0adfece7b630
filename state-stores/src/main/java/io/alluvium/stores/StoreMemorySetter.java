package io.alluvium.stores;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Makes each RocksDB store share the {@link StoreMemory} in the settings. Kafka Streams creates it
 * by its name; a setter of the user's own takes its place.
 */
public final class StoreMemorySetter implements RocksDBConfigSetter {
  /** For Kafka Streams. */
  public StoreMemorySetter() {
    // Everything is in the settings.
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (!(configs.get(StoreMemory.KEY) instanceof StoreMemory memory)) {
      throw new IllegalStateException(
          "store '" + store + "' has no memory: settings lack " + StoreMemory.KEY);
    }
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(Math.min(options.writeBufferSize(), memory.oneBufferBytes()));
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // The memory belongs to whoever made it.
  }
}
