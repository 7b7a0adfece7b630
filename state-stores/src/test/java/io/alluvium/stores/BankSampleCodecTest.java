package io.alluvium.stores;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

class BankSampleCodecTest extends CodecContractTest<BankValue> {
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
    boolean isImage = random.nextBoolean();
    Optional<Embedding> vector =
        Values.maybe(random, () -> Values.embedding(random, 1 + random.nextInt(20)));
    return new BankValue.Sample(
        Values.space(random),
        isImage ? Optional.empty() : vector,
        isImage ? vector : Optional.empty(),
        Values.text(random),
        random.nextLong(),
        random.nextLong(),
        Values.maybeLong(random),
        Values.maybe(random, () -> Values.text(random)),
        Values.maybe(random, () -> state(random)),
        random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE));
  }

  static BankValue.LabelState state(RandomGenerator random) {
    return new BankValue.LabelState(
        Values.maybe(random, () -> Values.assignment(random, Values.text(random))),
        random.nextLong(),
        Values.maybe(random, () -> Values.text(random)));
  }

  @Override
  int newest() {
    return 4;
  }

  @Override
  BankValue golden() {
    BankValue.Sample sample = golden(new Assignment("noun.animal", 7)).inPeriod(1L << 40);
    return sample.settledIn(sample.space(), sample.embedding().orElseThrow());
  }

  @Override
  BankValue golden(int version) {
    BankValue.Sample sample =
        golden(version == 1 ? Assignment.of("noun.animal") : new Assignment("noun.animal", 7));
    return version == 3 ? sample.inPeriod(1L << 40) : sample;
  }

  private static BankValue.Sample golden(Assignment assignment) {
    return new BankValue.Sample(
        new SpaceId("0123456789abcdef".repeat(4)),
        Optional.of(Embedding.of((short) 1, (short) -2, Short.MAX_VALUE, Short.MIN_VALUE)),
        "z\u00fcrich",
        4711,
        1_700_000_000_000L,
        OptionalLong.of(-1),
        Optional.of("clinic"),
        Optional.of(new BankValue.LabelState(Optional.of(assignment), 3, Optional.of("ann"))));
  }

  @Override
  String name() {
    return "bank-sample";
  }

  @Override
  String what() {
    return "bank sample";
  }
}
