package io.alluvium.stores;

import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The memory bank: what is known under each sample id. One writer; used by the thread of its task
 * only.
 */
public final class BankStore {
  private final KeyValueStore<Bytes, byte[]> bytes;
  private final IdFilter known = new IdFilter();

  /** Whether the filter has every id of the store: as soon as all were visited once. */
  private boolean filtered;

  private UnaryOperator<BankValue.Sample> view = UnaryOperator.identity();

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
    byte[] value = stored(Frame.utf8(sampleId));
    return value == null ? Optional.empty() : Optional.of(read(value));
  }

  /**
   * Returns the sample of an id, if it is one that is known.
   *
   * @throws CorruptStateException as {@link #get} does
   */
  public Optional<BankValue.Sample> sample(String sampleId) {
    return get(sampleId)
        .filter(BankValue.Sample.class::isInstance)
        .map(BankValue.Sample.class::cast);
  }

  /**
   * Returns the sample of an id that stands at a place of the ledger: not another that came later
   * under the same id.
   *
   * @throws CorruptStateException as {@link #get} does
   */
  public Optional<BankValue.Sample> sample(String sampleId, long offset) {
    return sample(sampleId).filter(sample -> sample.offset() == offset);
  }

  private byte @Nullable [] stored(byte[] id) {
    return filtered && !known.mayHave(id) ? null : bytes.get(Bytes.wrap(id));
  }

  /**
   * Remembers the value under the id.
   *
   * @throws CorruptStateException if its vector has not the dimension of the others of its space
   */
  public void put(String sampleId, BankValue value) {
    byte[] id = Frame.utf8(sampleId);
    byte[] encoded = BankCodec.encode(checked(value));
    if (filtered && stored(id) == null) {
      known.add(id);
    }
    bytes.put(Bytes.wrap(id), encoded);
  }

  /** Forgets what is known under the id. */
  public void delete(String sampleId) {
    byte[] id = Frame.utf8(sampleId);
    if (bytes.delete(Bytes.wrap(id)) != null && filtered) {
      known.remove(id);
    }
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /**
   * Visits everything in ascending order of the UTF-8 bytes of the ids. From the first visit on,
   * most ids that are not there are known not to be.
   */
  public void forEach(BiConsumer<String, BankValue> visitor) {
    boolean first = !filtered;
    forEachRaw((id, value) -> {
      if (first) {
        known.add(id);
      }
      visitor.accept(Frame.keyText(id), read(value));
    });
    filtered = true;
  }

  /**
   * Lets samples be read otherwise than they are stored, until {@link #rewrite} has written them
   * so.
   *
   * @param newView a function of the stored sample that leaves alone what it returns
   */
  public void readThrough(UnaryOperator<BankValue.Sample> newView) {
    view = newView;
  }

  /**
   * Writes values as they are read, where that is not how they are stored.
   *
   * @param after the id behind which to begin; empty to begin with the first
   * @param most greatest number of values that are looked at, at least 1
   * @return the ids of those that were looked at, in the order of {@link #forEach}
   * @throws CorruptStateException as {@link #get} does
   */
  public List<String> rewrite(Optional<String> after, int most) {
    List<String> ids = new ArrayList<>();
    Map<Bytes, byte[]> changed = new TreeMap<>();
    Bytes from = after.map(BankStore::behind).orElse(null);
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.range(from, null)) {
      while (ids.size() < most && entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        ids.add(Frame.keyText(next.key.get()));
        byte[] written = BankCodec.encode(read(next.value));
        if (!Arrays.equals(written, next.value)) {
          changed.put(next.key, written);
        }
      }
    }
    changed.forEach(bytes::put);
    return ids;
  }

  /** Returns the first key behind that of an id. */
  private static Bytes behind(String sampleId) {
    byte[] id = Frame.utf8(sampleId);
    return Bytes.wrap(Arrays.copyOf(id, id.length + 1));
  }

  /** Visits all stored bytes in ascending order of their keys. */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    RawEntries.forEach(bytes, visitor);
  }

  private BankValue read(byte[] stored) {
    BankValue value = checked(BankCodec.decode(stored));
    return value instanceof BankValue.Sample sample ? checked(view.apply(sample)) : value;
  }

  private BankValue checked(BankValue value) {
    if (value instanceof BankValue.Sample sample && sample.vector().isPresent()) {
      int dim = sample.vector().get().dim();
      Integer others = dims.putIfAbsent(sample.space(), dim);
      if (others != null && others != dim) {
        throw new CorruptStateException(
            "bank sample has dimension " + dim + ", others of its space have " + others);
      }
    }
    return value;
  }
}
