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
    int votes = random.nextInt(1 - RecencyClock.MAJORITY, RecencyClock.MAJORITY);
    return new RecencyClock(
        random.nextLong(Long.MAX_VALUE),
        Values.maybeLong(random),
        votes,
        votes == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong()));
  }

  @Override
  RecencyClock golden() {
    return new RecencyClock(
        12, OptionalLong.of(1_700_000_000_000L), -3, OptionalLong.of(1_600_000_000_000L));
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
