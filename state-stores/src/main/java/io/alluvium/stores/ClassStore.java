package io.alluvium.stores;

import io.alluvium.learning.BucketedSums;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Exact sums of each class under (space, label), and those of its newest buckets of time under
 * (space, 0xff, bucket, label): no label begins with that byte. One writer; used by the thread of
 * its task only.
 */
public final class ClassStore {
  private static final Frame FRAME = new Frame("class sums", 'C', 1);
  private static final byte BUCKET = (byte) 0xff;
  private static final int BUCKET_PREFIX = SpaceId.BYTES + 1;

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public ClassStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /** Remembers the sums of a class. */
  public void put(SpaceId space, String label, ClassSums sums) {
    bytes.put(key(space, label), encode(sums));
  }

  /** Forgets a class. */
  public void delete(SpaceId space, String label) {
    bytes.delete(key(space, label));
  }

  /**
   * Returns the sums of all classes of a space.
   *
   * @throws CorruptStateException if stored bytes are damaged or of another dimension
   */
  public Map<String, ClassSums> all(Space space) {
    Map<String, ClassSums> all = new TreeMap<>();
    byte[] prefix = space.id().toBytes();
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.prefixScan(prefix, (topic, key) -> key)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        byte[] key = next.key.get();
        if (key.length == SpaceId.BYTES || key[SpaceId.BYTES] != BUCKET) {
          String label = Frame.keyText(Arrays.copyOfRange(key, SpaceId.BYTES, key.length));
          all.put(label, decode(next.value, space.dim()));
        }
      }
    }
    return all;
  }

  /** Forgets all classes of a space, in buckets too. */
  public void deleteAll(SpaceId space) {
    List<Bytes> keys = new ArrayList<>();
    byte[] prefix = space.toBytes();
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.prefixScan(prefix, (topic, key) -> key)) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(bytes::delete);
  }

  /** Remembers the sums of a class in a bucket. */
  public void put(SpaceId space, long period, String label, ClassSums sums) {
    bytes.put(key(space, period, label), encode(sums));
  }

  /** Forgets a class in a bucket. */
  public void delete(SpaceId space, long period, String label) {
    bytes.delete(key(space, period, label));
  }

  /**
   * Returns all buckets of a space.
   *
   * @throws CorruptStateException if stored bytes are damaged or of another dimension
   */
  public BucketedSums buckets(Space space) {
    BucketedSums buckets = new BucketedSums();
    byte[] prefix = Arrays.copyOf(space.id().toBytes(), BUCKET_PREFIX);
    prefix[SpaceId.BYTES] = BUCKET;
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.prefixScan(prefix, (topic, key) -> key)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> next = entries.next();
        byte[] key = next.key.get();
        int labelAt = BUCKET_PREFIX + Long.BYTES;
        if (key.length < labelAt) {
          throw new CorruptStateException(
              "key of a bucket has " + key.length + " bytes, expected at least " + labelAt);
        }
        buckets.put(
            Frame.keyText(Arrays.copyOfRange(key, labelAt, key.length)),
            ByteBuffer.wrap(key).getLong(BUCKET_PREFIX),
            decode(next.value, space.dim()));
      }
    }
    return buckets;
  }

  /** Forgets all buckets of a space up to a number. */
  public void deleteThrough(SpaceId space, long period) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        bytes.range(key(space, 0, ""), key(space, period + 1, ""))) {
      entries.forEachRemaining(entry -> old.add(entry.key));
    }
    old.remove(key(space, period + 1, ""));
    old.forEach(bytes::delete);
  }

  private static Bytes key(SpaceId space, long period, String label) {
    byte[] utf8 = Frame.utf8(label);
    return Bytes.wrap(
        ByteBuffer.allocate(BUCKET_PREFIX + Long.BYTES + utf8.length)
            .put(space.toBytes())
            .put(BUCKET)
            .putLong(period)
            .put(utf8)
            .array());
  }

  static byte[] encode(ClassSums sums) {
    return FRAME.seal(
        Integer.BYTES + sums.bytes(),
        buffer -> {
          buffer.putInt(sums.dim());
          sums.writeTo(buffer);
        });
  }

  static ClassSums decode(byte[] value, int dim) {
    return FRAME.open(
        value,
        buffer -> {
          int stored = buffer.getInt();
          if (stored != dim) {
            throw new IllegalArgumentException(
                "class sums have dimension " + stored + ", the space has " + dim);
          }
          return ClassSums.readFrom(buffer, dim);
        });
  }

  private static Bytes key(SpaceId space, String label) {
    byte[] utf8 = Frame.utf8(label);
    return Bytes.wrap(
        ByteBuffer.allocate(SpaceId.BYTES + utf8.length).put(space.toBytes()).put(utf8).array());
  }
}
