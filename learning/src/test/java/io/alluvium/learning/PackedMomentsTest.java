package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PackedMomentsTest {
  @Test
  void sumsProductsExactly() {
    RandomGenerator random = Seeds.random();
    for (int dim : new int[] {1, 2, 7, 8, 33, 130}) {
      PackedMoments moments = new PackedMoments(dim);
      long[][] expected = new long[dim][dim];
      for (int n = 0; n < 5; n++) {
        Embedding sample = Samples.anything(random, dim);
        moments.add(sample);
        for (int i = 0; i < dim; i++) {
          for (int j = 0; j < dim; j++) {
            expected[i][j] += (long) sample.get(i) * sample.get(j);
          }
        }
      }
      for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++) {
          assertThat(moments.get(i, j)).isEqualTo(expected[i][j]);
        }
      }
    }
  }

  @Test
  void largestProductsDoNotOverflow() {
    PackedMoments moments = new PackedMoments(2);
    Embedding extreme = Embedding.of(Short.MIN_VALUE, Short.MIN_VALUE);
    moments.add(extreme);
    moments.add(extreme);
    assertThat(moments.get(1, 0)).isEqualTo(1L << 31);
    moments.subtract(extreme);
    moments.subtract(extreme);
    moments.subtract(extreme);
    assertThat(moments.get(1, 1)).isEqualTo(-(1L << 30));
  }

  @Test
  void mergeAndSubtractLeaveNoTrace() {
    RandomGenerator random = Seeds.random();
    Embedding a = Samples.anything(random, 70);
    Embedding b = Samples.anything(random, 70);
    PackedMoments both = new PackedMoments(70);
    both.add(a);
    both.add(b);
    PackedMoments onlyA = new PackedMoments(70);
    onlyA.add(a);
    PackedMoments onlyB = new PackedMoments(70);
    onlyB.add(b);
    PackedMoments merged = onlyB.copy();
    merged.merge(onlyA);
    assertThat(merged).isEqualTo(both).hasSameHashCodeAs(both).isNotEqualTo(onlyB);
    both.subtract(b);
    assertThat(both).isEqualTo(onlyA);
  }

  @Test
  void blocksCarryTheWhole() {
    RandomGenerator random = Seeds.random();
    for (int dim : new int[] {1, 63, 64, 65, 200, 1100}) {
      PackedMoments moments = new PackedMoments(dim);
      moments.add(Samples.anything(random, dim));
      PackedMoments copy = new PackedMoments(dim);
      int bytes = 0;
      for (int block = 0; block < moments.blocks(); block++) {
        ByteBuffer buffer = ByteBuffer.allocate(moments.blockBytes(block));
        moments.writeBlock(block, buffer);
        assertThat(buffer.remaining()).isZero();
        copy.readBlock(block, buffer.flip());
        assertThat(buffer.remaining()).isZero();
        bytes += buffer.capacity();
      }
      assertThat(bytes).isEqualTo(8 * dim * (dim + 1) / 2);
      assertThat(copy).isEqualTo(moments);
    }
  }

  @Test
  void blocksHave64RowsUnlessThatIsTooLarge() {
    int[] dims = {1, 64, 384, 1024, 1025, 2048, 4096, Embedding.MAX_DIM};
    int[] blocks = {1, 1, 6, 16, 17, 64, 256, 1024};
    for (int i = 0; i < dims.length; i++) {
      PackedMoments moments = new PackedMoments(dims[i]);
      assertThat(moments.blocks()).as("blocks of dimension %d", dims[i]).isEqualTo(blocks[i]);
      long bytes = 0;
      for (int block = 0; block < blocks[i]; block++) {
        assertThat(moments.blockBytes(block)).isPositive().isLessThanOrEqualTo(512 * 1024);
        bytes += moments.blockBytes(block);
      }
      assertThat(bytes).isEqualTo(4L * dims[i] * (dims[i] + 1));
    }
  }

  @Test
  void blockIsRowsOfTheLowerTriangleLittleEndian() {
    PackedMoments moments = new PackedMoments(2);
    moments.add(Embedding.of((short) 2, (short) -3));
    ByteBuffer buffer = ByteBuffer.allocate(24);
    moments.writeBlock(0, buffer);
    buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new long[] {buffer.getLong(), buffer.getLong(), buffer.getLong()})
        .containsExactly(4, -6, 9);
  }

  @Test
  void rejectsWhatDoesNotFit() {
    PackedMoments moments = new PackedMoments(2);
    Embedding three = Embedding.of(new short[3]);
    assertThatThrownBy(() -> moments.add(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 3, moments have 2");
    assertThatThrownBy(() -> moments.subtract(three)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> moments.merge(new PackedMoments(3)))
        .hasMessage("moments have dimension 3, expected 2");
    assertThatThrownBy(() -> moments.readBlock(0, ByteBuffer.allocate(23)))
        .hasMessage("block 0 has 23 bytes, expected 24");
    assertThatThrownBy(() -> moments.blockBytes(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> moments.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new PackedMoments(0))
        .hasMessage("moments have dimension 0, expected 1 to 8192");
  }
}
