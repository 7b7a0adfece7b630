package io.alluvium.stores;

import java.util.random.RandomGenerator;

class LabelCountCodecTest extends CodecContractTest<LabelCount> {
  @Override
  byte[] encode(LabelCount value) {
    return LabelCountStore.encode(value);
  }

  @Override
  LabelCount decode(byte[] bytes) {
    return LabelCountStore.decode(bytes);
  }

  @Override
  LabelCount random(RandomGenerator random) {
    return new LabelCount(random.nextLong(), 1 + random.nextLong(Long.MAX_VALUE));
  }

  @Override
  LabelCount golden() {
    return new LabelCount(1_699_999_200_000L, 42);
  }

  @Override
  String name() {
    return "label-count";
  }

  @Override
  String what() {
    return "label count";
  }
}
