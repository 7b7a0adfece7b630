package io.alluvium.stores;

import io.alluvium.learning.Assignment;
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
  int newest() {
    return 2;
  }

  @Override
  BankValue golden() {
    return golden(new Assignment("noun.animal", Assignment.MAX_WEIGHT));
  }

  @Override
  BankValue golden(int version) {
    return golden(Assignment.of("noun.animal"));
  }

  private static BankValue golden(Assignment assignment) {
    return new BankValue.EarlyLabel(
        new BankValue.LabelState(Optional.of(assignment), 3, Optional.of("ann")),
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
