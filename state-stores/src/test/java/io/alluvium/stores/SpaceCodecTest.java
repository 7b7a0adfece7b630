package io.alluvium.stores;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.random.RandomGenerator;

class SpaceCodecTest extends CodecContractTest<Space> {
  @Override
  byte[] encode(Space value) {
    return ProgressStore.encode(value);
  }

  @Override
  Space decode(byte[] bytes) {
    return ProgressStore.decodeSpace(bytes);
  }

  @Override
  Space random(RandomGenerator random) {
    Normalisation normalisation =
        random.nextBoolean()
            ? new Normalisation.L2()
            : new Normalisation.Fixed(0.5 + 10 * random.nextDouble(), 1 + random.nextInt(3000));
    return new Space(Values.space(random), 1 + random.nextInt(8192), normalisation);
  }

  @Override
  Space golden() {
    return new Space(
        new SpaceId("0123456789abcdef".repeat(4)), 384, new Normalisation.Fixed(8, 4000.5));
  }

  @Override
  String name() {
    return "space";
  }

  @Override
  String what() {
    return "space";
  }
}
