package io.alluvium.app.crash;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Lets RocksDB write to disk all the time, so that a killed process leaves much behind. With the
 * default buffers a short run writes nothing before it is killed, and a broken recovery passes.
 */
public final class SmallWriteBuffers implements RocksDBConfigSetter {
  private static final int BYTES = 64 * 1024;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(BYTES);
  }

  @Override
  public void close(String store, Options options) {
    // Nothing was allocated.
  }
}
