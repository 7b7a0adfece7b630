package io.alluvium.stores;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.Optional;
import java.util.random.RandomGenerator;

class LeftSpaceCodecTest extends CodecContractTest<LeftSpace> {
  @Override
  byte[] encode(LeftSpace value) {
    return TransitionCodec.encode(value);
  }

  @Override
  LeftSpace decode(byte[] bytes) {
    return TransitionCodec.decodeLeft(bytes);
  }

  @Override
  LeftSpace random(RandomGenerator random) {
    return new LeftSpace(
        space(random),
        space(random),
        random.nextBoolean(),
        Values.maybe(random, () -> Values.text(random)));
  }

  private static Space space(RandomGenerator random) {
    Normalisation normalisation =
        random.nextBoolean() ? new Normalisation.L2() : new Normalisation.Fixed(4, 64);
    return new Space(Values.space(random), random.nextInt(1, 1000), normalisation);
  }

  @Override
  LeftSpace golden() {
    byte[] other = new byte[SpaceId.BYTES];
    other[0] = 1;
    return new LeftSpace(
        new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), 384, new Normalisation.L2()),
        new Space(SpaceId.ofBytes(other), 512, new Normalisation.Fixed(4, 64)),
        true,
        Optional.of("sample-17"));
  }

  @Override
  String name() {
    return "left-space";
  }

  @Override
  String what() {
    return "left space";
  }
}
