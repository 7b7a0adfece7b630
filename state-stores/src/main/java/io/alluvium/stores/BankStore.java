package io.alluvium.stores;

import io.alluvium.learning.SpaceId;
import java.util.HashMap;
import java.util.Map;
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

  /** Dimension of each space, as the first vector seen in it has it. */
  private final Map<SpaceId, Integer> dims = new HashMap<>();

  /** Wraps the store of the given bytes. */
  public BankStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns what is known under the id.
   *
   * @throws CorruptStateException if the stored bytes are damaged, or a vector has not the
   *     dimension of the others of its space
   */
  public Optional<BankValue> get(String sampleId) {
    byte[] value = bytes.get(key(sampleId));
    return value == null ? Optional.empty() : Optional.of(checked(BankCodec.decode(value)));
  }

  /**
   * Remembers the value under the id.
   *
   * @throws CorruptStateException if its vector has not the dimension of the others of its space
   */
  public void put(String sampleId, BankValue value) {
    bytes.put(key(sampleId), BankCodec.encode(checked(value)));
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
    forEachRaw((id, value) -> visitor.accept(Frame.keyText(id), checked(BankCodec.decode(value))));
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

  private BankValue checked(BankValue value) {
    if (value instanceof BankValue.Sample sample && sample.embedding().isPresent()) {
      int dim = sample.embedding().get().dim();
      Integer others = dims.putIfAbsent(sample.space(), dim);
      if (others != null && others != dim) {
        throw new CorruptStateException(
            "bank sample has dimension " + dim + ", others of its space have " + others);
      }
    }
    return value;
  }

  private static Bytes key(String sampleId) {
    return Bytes.wrap(Frame.utf8(sampleId));
  }
}
