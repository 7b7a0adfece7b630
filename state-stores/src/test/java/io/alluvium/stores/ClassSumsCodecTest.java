package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Embedding;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ClassSumsCodecTest extends CodecContractTest<ClassSums> {
  private static final int DIM = 5;

  @Override
  byte[] encode(ClassSums value) {
    return ClassStore.encode(value);
  }

  @Override
  ClassSums decode(byte[] bytes) {
    return ClassStore.decode(bytes, DIM);
  }

  @Override
  ClassSums random(RandomGenerator random) {
    return Values.sums(random, DIM);
  }

  @Override
  ClassSums golden() {
    return ClassSums.empty(DIM)
        .plus(Embedding.of((short) 1, (short) 2, (short) 3, (short) 4, (short) 5))
        .plus(Embedding.of((short) -9, (short) 0, Short.MAX_VALUE, Short.MIN_VALUE, (short) 1));
  }

  @Override
  String name() {
    return "class-sums";
  }

  @Override
  String what() {
    return "class sums";
  }

  @Test
  void anotherDimensionIsRefused() {
    byte[] bytes = encode(golden());
    assertThatThrownBy(() -> ClassStore.decode(bytes, 6))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("class sums have dimension 5, the space has 6");
  }
}
