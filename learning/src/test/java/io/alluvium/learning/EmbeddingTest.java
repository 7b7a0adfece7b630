package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  @Test
  void copiesItsArray() {
    short[] values = {1, 2};
    Embedding embedding = Embedding.of(values);
    values[0] = 9;
    assertThat(embedding.get(0)).isEqualTo((short) 1);
  }

  @Test
  void bytesAreLittleEndian() {
    assertThat(Embedding.of((short) 0x0102, (short) -2).toBytes())
        .containsExactly(0x02, 0x01, 0xfe, 0xff);
  }

  @Test
  void readsWhatItWrote() {
    Embedding embedding = Embedding.of(Short.MIN_VALUE, (short) 0, Short.MAX_VALUE);
    ByteBuffer bytes = ByteBuffer.wrap(embedding.toBytes());
    assertThat(Embedding.fromBytes(bytes)).isEqualTo(embedding).hasSameHashCodeAs(embedding);
    assertThat(bytes.remaining()).isEqualTo(6);
  }

  @Test
  void writingMovesThePosition() {
    ByteBuffer target = ByteBuffer.allocate(10);
    Embedding.of((short) 1, (short) 2).writeTo(target);
    assertThat(target.position()).isEqualTo(4);
  }

  @Test
  void dotProductIsExact() {
    short[] large = new short[Embedding.MAX_DIM];
    Arrays.fill(large, Short.MIN_VALUE);
    assertThat(Embedding.of(large).dot(Embedding.of(large))).isEqualTo(1L << 43);
    assertThat(Embedding.of((short) 2, (short) -3).dot(Embedding.of((short) 5, (short) 7)))
        .isEqualTo(-11);
  }

  @Test
  void cosineIsThatOfTheAngle() {
    Embedding one = Embedding.of((short) 3, (short) 4);
    assertThat(one.cosine(Embedding.of((short) 300, (short) 400))).isEqualTo(1);
    assertThat(one.cosine(Embedding.of((short) -4, (short) 3))).isZero();
    assertThat(one.cosine(Embedding.of((short) 0, (short) -2))).isEqualTo(-0.8);
    assertThat(one.cosine(Embedding.of((short) 0, (short) 0))).isZero();
  }

  @Test
  void isNotComparedWithAnotherDimension() {
    assertThatThrownBy(() -> Embedding.of((short) 1).cosine(Embedding.of((short) 1, (short) 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 2, this one has 1");
  }

  @Test
  void rejectsAnOddNumberOfBytes() {
    assertThatThrownBy(() -> Embedding.fromBytes(ByteBuffer.allocate(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has 3 bytes, expected a multiple of 2");
  }

  @Test
  void rejectsNoDimensionsAndTooMany() {
    assertThatThrownBy(() -> Embedding.of())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 0, expected 1 to 8192");
    assertThatThrownBy(() -> Embedding.of(new short[Embedding.MAX_DIM + 1]))
        .hasMessage("embedding has dimension 8193, expected 1 to 8192");
  }

  @Test
  void differsByValue() {
    assertThat(Embedding.of((short) 1)).isNotEqualTo(Embedding.of((short) 2));
    assertThat(Embedding.of((short) 1)).isNotEqualTo(Embedding.of((short) 1, (short) 0));
  }
}
