package io.alluvium.stores;

import io.alluvium.learning.HeadScore;
import io.alluvium.learning.Serving;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

class PanelCodecTest extends CodecContractTest<Panel> {
  @Override
  byte[] encode(Panel value) {
    return PanelStore.encode(value);
  }

  @Override
  Panel decode(byte[] bytes) {
    return PanelStore.decode(bytes);
  }

  @Override
  Panel random(RandomGenerator random) {
    Optional<Serving> promoted =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new Serving(Values.text(random), Values.maybeLong(random)));
    List<SpaceId> derived = new ArrayList<>();
    Map<String, HeadScore> scores = new TreeMap<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      byte[] id = new byte[SpaceId.BYTES];
      random.nextBytes(id);
      derived.add(SpaceId.ofBytes(id));
      long asked = random.nextLong(Long.MAX_VALUE);
      scores.put(
          Values.text(random),
          new HeadScore(asked, asked == 0 ? 0 : random.nextLong(asked), random.nextDouble(), 1000));
    }
    return new Panel(promoted, derived, scores);
  }

  @Override
  Panel golden() {
    return new Panel(
        Optional.of(new Serving("slda", OptionalLong.of(4711))),
        List.of(new SpaceId("ab".repeat(32)), new SpaceId("0c".repeat(32))),
        Map.of("plda", new HeadScore(100, 93, 92.5, 99.5), "slda", new HeadScore(100, 94, 94, 95)));
  }

  @Override
  String name() {
    return "panel";
  }

  @Override
  String what() {
    return "panel";
  }
}
