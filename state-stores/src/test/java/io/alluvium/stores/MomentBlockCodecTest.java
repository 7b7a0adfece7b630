package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.PackedMoments;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MomentBlockCodecTest extends CodecContractTest<PackedMoments> {
  private static final int DIM = 9;

  @Override
  byte[] encode(PackedMoments value) {
    return MomentStore.encode(value, DIM, 0);
  }

  @Override
  PackedMoments decode(byte[] bytes) {
    PackedMoments moments = new PackedMoments(DIM);
    MomentStore.decode(bytes, moments, DIM, 0);
    return moments;
  }

  @Override
  PackedMoments random(RandomGenerator random) {
    return Values.moments(random, DIM);
  }

  @Override
  PackedMoments golden() {
    PackedMoments moments = new PackedMoments(DIM);
    moments.add(Embedding.of(new short[] {1, -2, 3, -4, 5, -6, 7, -8, 9}));
    moments.subtract(Embedding.of(new short[] {Short.MIN_VALUE, 0, 0, 0, 0, 0, 0, 0, 1}));
    return moments;
  }

  @Override
  String name() {
    return "moment-block";
  }

  @Override
  String what() {
    return "moment block";
  }

  @Test
  void anotherBlockOrDimensionIsRefused() {
    byte[] bytes = encode(golden());
    assertThatThrownBy(() -> MomentStore.decode(bytes, new PackedMoments(70), 70, 1))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining(
            "moment block is number 0 of dimension 9, expected number 1 of dimension 70");
  }

  @Test
  void recordOfTheLargestDimensionStaysWellUnderOneMebibyte() {
    PackedMoments largest = new PackedMoments(Embedding.MAX_DIM);
    byte[] last = MomentStore.encode(largest, Embedding.MAX_DIM, largest.blocks() - 1);
    assertThat(last.length).isLessThan(600_000);
  }
}
