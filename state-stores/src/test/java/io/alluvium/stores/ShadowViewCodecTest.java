package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import java.util.Optional;
import java.util.random.RandomGenerator;

class ShadowViewCodecTest extends CodecContractTest<ShadowView> {
  @Override
  byte[] encode(ShadowView value) {
    return TransitionCodec.encode(value);
  }

  @Override
  ShadowView decode(byte[] bytes) {
    return TransitionCodec.decodeView(bytes);
  }

  @Override
  ShadowView random(RandomGenerator random) {
    return new ShadowView(
        Values.text(random),
        Values.maybe(random, () -> Values.text(random)),
        Values.maybe(random, () -> Values.text(random)),
        Values.embedding(random, random.nextInt(1, 9)),
        Values.embedding(random, random.nextInt(1, 9)));
  }

  @Override
  ShadowView golden() {
    return new ShadowView(
        "camera-7",
        Optional.of("night"),
        Optional.of("badger"),
        Embedding.of((short) 1, (short) -2, (short) 16384),
        Embedding.of((short) -16384, (short) 0));
  }

  @Override
  String name() {
    return "shadow-view";
  }

  @Override
  String what() {
    return "shadow view";
  }
}
