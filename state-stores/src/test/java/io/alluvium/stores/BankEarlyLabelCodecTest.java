package io.alluvium.stores;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

class BankEarlyLabelCodecTest extends CodecContractTest<BankValue> {
  @Override
  byte[] encode(BankValue value) {
    return BankCodec.encode(value);
  }

  @Override
  BankValue decode(byte[] bytes) {
    return BankCodec.decode(bytes);
  }

  @Override
  BankValue random(RandomGenerator random) {
    return new BankValue.EarlyLabel(
        BankSampleCodecTest.state(random),
        Values.text(random),
        Values.maybeLong(random),
        Values.maybe(
            random,
            () -> new BankValue.Origin(Values.text(random), random.nextInt(), random.nextLong())),
        random.nextLong(),
        random.nextLong());
  }

  @Override
  BankValue golden() {
    return new BankValue.EarlyLabel(
        new BankValue.LabelState(Optional.of("noun.animal"), 3, Optional.of("ann")),
        "z\u00fcrich",
        OptionalLong.of(1_600_000_000_000L),
        Optional.of(new BankValue.Origin("alluvium.labels", 2, 99)),
        4711,
        1_700_000_000_000L);
  }

  @Override
  String name() {
    return "bank-early-label";
  }

  @Override
  String what() {
    return "bank early label";
  }
}
