package io.alluvium.stores;

import java.util.Optional;
import java.util.random.RandomGenerator;

class OpenRequestCodecTest extends CodecContractTest<OpenRequest> {
  @Override
  byte[] encode(OpenRequest value) {
    return AskingStore.encode(value);
  }

  @Override
  OpenRequest decode(byte[] bytes) {
    return AskingStore.decode(bytes);
  }

  @Override
  OpenRequest random(RandomGenerator random) {
    return new OpenRequest(
        random.nextLong(Long.MAX_VALUE),
        Values.text(random),
        random.nextBoolean(),
        random.nextBoolean() ? Optional.of(Values.text(random)) : Optional.empty());
  }

  @Override
  OpenRequest golden() {
    return new OpenRequest(4711, "sensor", true, Optional.of("class"));
  }

  @Override
  String name() {
    return "open-request";
  }

  @Override
  String what() {
    return "open request";
  }
}
