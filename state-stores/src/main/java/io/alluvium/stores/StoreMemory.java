package io.alluvium.stores;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Memory outside the heap that all RocksDB stores of a pipeline share: one block cache, to which
 * indexes, filters and write buffers are charged as well.
 *
 * <p>Without it Kafka Streams gives each store of each partition a cache of 50 MB and write buffers
 * of up to 48 MB of its own. The total is what RocksDB aims at, not a hard limit: blocks that are
 * being read and buffers that are being written out may exceed it for a while.
 *
 * <p>Safe for any thread. Close it after the stores: what they still use lives as long as they do.
 */
public final class StoreMemory implements AutoCloseable {
  /** Least total, in bytes: the write buffers of the stores of one partition must fit. */
  public static final long MIN_BYTES = 8L << 20;

  /** Key under which Kafka Streams hands the memory on to {@link StoreMemorySetter}. */
  static final String KEY = "alluvium.internal.store.memory";

  private static final int WRITE_SHARE = 2;
  private static final int ONE_BUFFER_SHARE = 8;

  private final long totalBytes;
  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /**
   * Sets the memory aside; nothing is taken before a store needs it.
   *
   * @param totalBytes total in bytes; half of it may be write buffers
   * @throws IllegalArgumentException if it is less than {@link #MIN_BYTES}
   */
  public StoreMemory(long totalBytes) {
    if (totalBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "memory of the stores is " + totalBytes + " bytes, expected at least " + MIN_BYTES);
    }
    RocksDB.loadLibrary();
    this.totalBytes = totalBytes;
    this.cache = new LRUCache(totalBytes);
    this.writeBuffers = new WriteBufferManager(totalBytes / WRITE_SHARE, cache);
  }

  /** Returns the settings of Kafka Streams that make its stores share this memory. */
  public Map<String, Object> settings() {
    return Map.of(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemorySetter.class, KEY, this);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  /** Returns the size at which one write buffer is written out, in bytes. */
  long oneBufferBytes() {
    return totalBytes / ONE_BUFFER_SHARE;
  }

  /** Returns the bytes in use, as RocksDB counts them. */
  public long usedBytes() {
    return cache.getUsage();
  }

  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}
