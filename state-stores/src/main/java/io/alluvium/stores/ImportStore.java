package io.alluvium.stores;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What came from other deployments: the parts of a snapshot that is being received, at most one at
 * a time, and what must be kept of each that was imported to take it out again.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class ImportStore {
  private static final Frame COLLECTION = new Frame("collection of parts", 'Q', 1);
  private static final Frame IMPORTED = new Frame("imported snapshot", 'I', 1);
  private static final Bytes COLLECTION_KEY = Bytes.wrap(Frame.utf8("collection"));
  private static final String PART = "part/";
  private static final String SNAPSHOT = "snapshot/";
  private static final String REST = "rest/";

  private final KeyValueStore<Bytes, byte[]> bytes;

  /**
   * Parts that are being received.
   *
   * @param snapshot id of the snapshot
   * @param end number behind the last part received
   * @param bytes bytes of all parts
   */
  public record Collection(String snapshot, int end, long bytes) {}

  /**
   * A snapshot that was imported.
   *
   * @param offset ledger offset of the import, which all its samples in the bank have
   * @param restParts parts of the sums that belong to none of those samples; 0 if there are none
   */
  public record Imported(long offset, int restParts) {}

  /** Wraps the store of the given bytes. */
  public ImportStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns what is being received.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Collection> collection() {
    return Optional.ofNullable(bytes.get(COLLECTION_KEY))
        .map(value ->
            COLLECTION.open(
                value,
                buffer -> {
                  String snapshot = Frame.getText(buffer);
                  int end = buffer.getInt();
                  return new Collection(snapshot, end, buffer.getLong());
                }));
  }

  /** Adds the next part to what is being received; of another snapshot nothing may be there. */
  public void append(String snapshot, byte[] part) {
    Collection before = collection().orElse(new Collection(snapshot, 0, 0));
    byte[] id = Frame.utf8(snapshot);
    bytes.put(key(PART, before.end()), part);
    bytes.put(
        COLLECTION_KEY,
        COLLECTION.seal(
            Frame.textBytes(id) + Integer.BYTES + Long.BYTES,
            buffer -> {
              Frame.putText(buffer, id);
              buffer.putInt(before.end() + 1).putLong(before.bytes() + part.length);
            }));
  }

  /** Returns the parts received, in their order. */
  public List<byte[]> parts() {
    return parts(PART, collection().map(Collection::end).orElse(0));
  }

  private List<byte[]> parts(String prefix, int count) {
    List<byte[]> parts = new ArrayList<>(count);
    for (int part = 0; part < count; part++) {
      byte[] value = bytes.get(key(prefix, part));
      if (value == null) {
        throw new CorruptStateException("part " + part + " of " + count + " is missing");
      }
      parts.add(value);
    }
    return parts;
  }

  /** Forgets what was being received. */
  public void drop() {
    int count = collection().map(Collection::end).orElse(0);
    for (int part = 0; part < count; part++) {
      bytes.delete(key(PART, part));
    }
    bytes.delete(COLLECTION_KEY);
  }

  /**
   * Remembers an imported snapshot, or another rest of it.
   *
   * @param rest sums that belong to none of its samples in the bank; empty if there are none
   */
  public void put(String snapshot, long offset, Optional<Snapshot> rest) {
    int before = imported(snapshot).map(Imported::restParts).orElse(0);
    List<byte[]> parts = rest.map(Snapshot::toParts).orElse(List.of());
    for (int part = 0; part < parts.size(); part++) {
      bytes.put(restKey(snapshot, part), parts.get(part));
    }
    deleteRest(snapshot, parts.size(), before);
    bytes.put(
        key(SNAPSHOT, snapshot),
        IMPORTED.seal(
            Long.BYTES + Integer.BYTES, buffer -> buffer.putLong(offset).putInt(parts.size())));
  }

  private void deleteRest(String snapshot, int from, int to) {
    for (int part = from; part < to; part++) {
      bytes.delete(restKey(snapshot, part));
    }
  }

  /**
   * Returns what is remembered of an imported snapshot.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Imported> imported(String snapshot) {
    return Optional.ofNullable(bytes.get(key(SNAPSHOT, snapshot))).map(ImportStore::decode);
  }

  /**
   * Returns the sums that belong to none of its samples in the bank; empty if there are none.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Snapshot> rest(String snapshot) {
    int count = imported(snapshot).map(Imported::restParts).orElse(0);
    List<byte[]> parts = new ArrayList<>(count);
    for (int part = 0; part < count; part++) {
      byte[] value = bytes.get(restKey(snapshot, part));
      if (value == null) {
        throw new CorruptStateException("rest of snapshot '" + snapshot + "' is not whole");
      }
      parts.add(value);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(Snapshot.ofParts(parts));
  }

  /** Forgets an imported snapshot. */
  public void delete(String snapshot) {
    deleteRest(snapshot, 0, imported(snapshot).map(Imported::restParts).orElse(0));
    bytes.delete(key(SNAPSHOT, snapshot));
  }

  /**
   * Visits what was imported, in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachImported(BiConsumer<String, Imported> visitor) {
    byte[] from = Frame.utf8(SNAPSHOT);
    byte[] to = Arrays.copyOf(from, from.length);
    to[to.length - 1]++;
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.range(Bytes.wrap(from), Bytes.wrap(to))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        String key = Frame.keyText(next.key.get());
        visitor.accept(key.substring(SNAPSHOT.length()), decode(next.value));
      }
    }
  }

  /** Visits all stored bytes in ascending order of their keys. */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    RawEntries.forEach(bytes, visitor);
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  private static Imported decode(byte[] value) {
    return IMPORTED.open(
        value,
        buffer -> {
          long offset = buffer.getLong();
          return new Imported(offset, buffer.getInt());
        });
  }

  private static Bytes key(String prefix, String name) {
    return Bytes.wrap(Frame.utf8(prefix + name));
  }

  private static Bytes key(String prefix, int number) {
    return Bytes.wrap(number(Frame.utf8(prefix), number));
  }

  /** The number has a fixed length, so no id can be mistaken for another and a number. */
  private static Bytes restKey(String snapshot, int part) {
    return Bytes.wrap(number(Frame.utf8(REST + snapshot), part));
  }

  private static byte[] number(byte[] prefix, int number) {
    return ByteBuffer.allocate(prefix.length + Integer.BYTES).put(prefix).putInt(number).array();
  }
}
