package io.alluvium.stores;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the heap in the order of their unsigned keys, as RocksDB has them: for a fold without
 * Kafka Streams.
 *
 * <p>Arrays are kept, not copied. An iterator is spent by the next change. Not thread-safe.
 */
public final class HeapStore implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();

  /** Makes an empty store. */
  public HeapStore(String name) {
    this.name = name;
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return entries.get(key);
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    return entries.putIfAbsent(key, value);
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    return entries.remove(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    NavigableMap<Bytes, byte[]> head = to == null ? entries : entries.headMap(to, true);
    return new HeapIterator(from == null ? head : head.tailMap(from, true));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return new HeapIterator(entries);
  }

  @Override
  public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, PS prefixSerializer) {
    byte[] from = prefixSerializer.serialize(name, prefix);
    NavigableMap<Bytes, byte[]> tail = entries.tailMap(Bytes.wrap(from), true);
    return new HeapIterator(successor(from).map(after -> tail.headMap(after, false)).orElse(tail));
  }

  /** Returns the least key after all that begin with the prefix; empty if there is none. */
  private static Optional<Bytes> successor(byte[] prefix) {
    for (int last = prefix.length - 1; last >= 0; last--) {
      if (prefix[last] != (byte) 0xff) {
        byte[] after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return Optional.of(Bytes.wrap(after));
      }
    }
    return Optional.empty();
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException(
        "store '" + name + "' is not for a task of Kafka Streams: it has no changelog");
  }

  @Override
  public void close() {
    entries.clear();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static final class HeapIterator implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<Map.Entry<Bytes, byte[]>> rest;
    private Map.@Nullable Entry<Bytes, byte[]> next;

    HeapIterator(NavigableMap<Bytes, byte[]> view) {
      rest = view.entrySet().iterator();
      advance();
    }

    private void advance() {
      next = rest.hasNext() ? rest.next() : null;
    }

    private Map.Entry<Bytes, byte[]> upcoming() {
      if (next == null) {
        throw new NoSuchElementException("the iterator is at its end");
      }
      return next;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Bytes peekNextKey() {
      return upcoming().getKey();
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      Map.Entry<Bytes, byte[]> entry = upcoming();
      advance();
      return KeyValue.pair(entry.getKey(), entry.getValue());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
