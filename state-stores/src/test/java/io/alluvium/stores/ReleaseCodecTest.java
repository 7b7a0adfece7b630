package io.alluvium.stores;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Carried;
import io.alluvium.learning.transition.EncoderCost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

class ReleaseCodecTest extends CodecContractTest<Release> {
  @Override
  byte[] encode(Release value) {
    return TransitionCodec.encode(value);
  }

  @Override
  Release decode(byte[] bytes) {
    return TransitionCodec.decodeRelease(bytes);
  }

  @Override
  Release random(RandomGenerator random) {
    Map<String, String> report = new TreeMap<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      report.put(Values.text(random), Values.text(random));
    }
    return new Release(
        Values.text(random),
        Values.text(random),
        Values.text(random),
        List.of(SwapPhase.values()).get(random.nextInt(SwapPhase.values().length)),
        random.nextLong(1L << 40),
        1 - random.nextDouble(),
        random.nextLong(1L << 20),
        random.nextBoolean(),
        Values.maybe(
            random,
            () ->
                new Space(
                    Values.space(random), random.nextInt(1, 1000), new Normalisation.Fixed(4, 64))),
        Values.maybeLong(random),
        Values.maybe(random, () -> Values.text(random)),
        report,
        Values.maybe(
            random,
            () ->
                new EncoderCost(
                    random.nextLong(1, 1000),
                    random.nextLong(1, 1L << 40),
                    random.nextLong(1, 1L << 40))),
        random.nextBoolean()
            ? Carried.NOT
            : new Carried(random.nextInt(1, 9), random.nextDouble()));
  }

  @Override
  int newest() {
    return 2;
  }

  @Override
  Release golden() {
    return golden(1).taking(new EncoderCost(128, 500, 700)).carrying(new Carried(2, 0.25));
  }

  @Override
  Release golden(int version) {
    return new Release(
        "change-1",
        "bge-small",
        "minilm",
        SwapPhase.FITTED,
        4711,
        0.1,
        1536,
        true,
        Optional.of(new Space(new SpaceId("ab".repeat(32)), 384, new Normalisation.L2())),
        OptionalLong.of(815),
        Optional.of("average"),
        Map.of("agreement", "0.951", "verdict", "pass"),
        Optional.empty(),
        Carried.NOT);
  }

  @Override
  String name() {
    return "release";
  }

  @Override
  String what() {
    return "encoder release";
  }
}
