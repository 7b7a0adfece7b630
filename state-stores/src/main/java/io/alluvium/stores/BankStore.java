package io.alluvium.stores;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The memory bank: what is known under each sample id. One writer; used by the thread of its task
 * only.
 */
public final class BankStore {
  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public BankStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns what is known under the id.
   *
   * @throws CorruptStateException if the stored bytes are damaged
   */
  public Optional<BankValue> get(String sampleId) {
    byte[] value = bytes.get(key(sampleId));
    return value == null ? Optional.empty() : Optional.of(BankCodec.decode(value));
  }

  /** Remembers the value under the id. */
  public void put(String sampleId, BankValue value) {
    bytes.put(key(sampleId), BankCodec.encode(value));
  }

  /** Forgets what is known under the id. */
  public void delete(String sampleId) {
    bytes.delete(key(sampleId));
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /** Visits everything in ascending order of the UTF-8 bytes of the ids. */
  public void forEach(BiConsumer<String, BankValue> visitor) {
    forEachRaw((id, value) ->
        visitor.accept(new String(id, StandardCharsets.UTF_8), BankCodec.decode(value)));
  }

  /** Visits all stored bytes in ascending order of their keys. */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    try (KeyValueIterator<Bytes, byte[]> all = bytes.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> next = all.next();
        visitor.accept(next.key.get(), next.value);
      }
    }
  }

  private static Bytes key(String sampleId) {
    return Bytes.wrap(Frame.utf8(sampleId));
  }
}
