package io.alluvium.stores;

import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Checkpoints of the shared second moment, in row blocks under (space, kind, block), each well
 * under 1 MiB.
 *
 * <p>One writer; used by the thread of its task only. The matrix itself lives on the heap.
 */
public final class MomentStore {
  private static final Frame FRAME = new Frame("moment block", 'M', 1);

  /** Kind of matrix: second moment of the embedding itself. */
  private static final byte SECOND_MOMENT = 'T';

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public MomentStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /** Writes all blocks. */
  public void put(Space space, PackedMoments moments) {
    for (int block = 0; block < moments.blocks(); block++) {
      bytes.put(key(space, block), encode(moments, space.dim(), block));
    }
  }

  /** Forgets all blocks of a space. */
  public void deleteAll(Space space) {
    int blocks = new PackedMoments(space.dim()).blocks();
    for (int block = 0; block < blocks; block++) {
      bytes.delete(key(space, block));
    }
  }

  /**
   * Reads all blocks; zeros where nothing was written.
   *
   * @throws CorruptStateException if stored bytes are damaged, of another dimension, or a block is
   *     missing
   */
  public PackedMoments get(Space space) {
    PackedMoments moments = new PackedMoments(space.dim());
    int found = 0;
    for (int block = 0; block < moments.blocks(); block++) {
      byte[] value = bytes.get(key(space, block));
      if (value != null) {
        decode(value, moments, space.dim(), block);
        found++;
      }
    }
    if (found != 0 && found != moments.blocks()) {
      throw new CorruptStateException(
          "second moment has " + found + " of " + moments.blocks() + " blocks");
    }
    return moments;
  }

  static byte[] encode(PackedMoments moments, int dim, int block) {
    return FRAME.seal(
        2 * Integer.BYTES + moments.blockBytes(block),
        buffer -> {
          buffer.putInt(dim).putInt(block);
          moments.writeBlock(block, buffer);
        });
  }

  static void decode(byte[] value, PackedMoments moments, int dim, int block) {
    FRAME.<Boolean>open(
        value,
        buffer -> {
          int storedDim = buffer.getInt();
          int storedBlock = buffer.getInt();
          if (storedDim != dim || storedBlock != block) {
            throw new IllegalArgumentException(
                "moment block is number "
                    + storedBlock
                    + " of dimension "
                    + storedDim
                    + ", expected number "
                    + block
                    + " of dimension "
                    + dim);
          }
          moments.readBlock(block, buffer);
          return true;
        });
  }

  private static Bytes key(Space space, int block) {
    return Bytes.wrap(
        ByteBuffer.allocate(space.id().toBytes().length + 1 + Integer.BYTES)
            .put(space.id().toBytes())
            .put(SECOND_MOMENT)
            .putInt(block)
            .array());
  }
}
