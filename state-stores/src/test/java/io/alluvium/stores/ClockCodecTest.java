package io.alluvium.stores;

import io.alluvium.learning.RecencyClock;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

class ClockCodecTest extends CodecContractTest<RecencyClock> {
  @Override
  byte[] encode(RecencyClock value) {
    return ClockStore.encode(value);
  }

  @Override
  RecencyClock decode(byte[] bytes) {
    return ClockStore.decode(bytes);
  }

  @Override
  RecencyClock random(RandomGenerator random) {
    return new RecencyClock(
        random.nextLong(Long.MAX_VALUE),
        Values.maybeLong(random),
        random.nextInt(1 - RecencyClock.MAJORITY, RecencyClock.MAJORITY));
  }

  @Override
  RecencyClock golden() {
    return new RecencyClock(12, OptionalLong.of(1_700_000_000_000L), -3);
  }

  @Override
  String name() {
    return "clock";
  }

  @Override
  String what() {
    return "clock";
  }
}
