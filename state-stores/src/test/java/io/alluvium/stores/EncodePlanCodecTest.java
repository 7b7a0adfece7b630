package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EncodePlanCodecTest extends CodecContractTest<EncodePlan> {
  @Override
  byte[] encode(EncodePlan value) {
    return EncodePlanStore.encode(value);
  }

  @Override
  EncodePlan decode(byte[] bytes) {
    return EncodePlanStore.decode(bytes);
  }

  @Override
  EncodePlan random(RandomGenerator random) {
    Optional<String> shadow = Values.maybe(random, () -> Values.text(random));
    return new EncodePlan(
        Values.text(random),
        shadow,
        1 - random.nextDouble(),
        Values.text(random),
        shadow.isPresent() && random.nextBoolean());
  }

  @Override
  int newest() {
    return 2;
  }

  @Override
  EncodePlan golden() {
    return new EncodePlan("bge-small", Optional.of("minilm"), 0.1, "change-1", true);
  }

  @Override
  EncodePlan golden(int version) {
    return new EncodePlan("minilm", Optional.of("bge-small"), 0.1, "change-1");
  }

  @Override
  String name() {
    return "encode-plan";
  }

  @Override
  String what() {
    return "encode plan";
  }

  @Test
  void withoutAPlanThatOfTheConfigurationHolds() {
    EncodePlanStore store = new EncodePlanStore(new HeapStore("encoders"));
    assertThat(store.plan()).isEqualTo(EncodePlan.CONFIGURED);
    store.put(golden());
    assertThat(store.plan()).isEqualTo(golden());
  }
}
