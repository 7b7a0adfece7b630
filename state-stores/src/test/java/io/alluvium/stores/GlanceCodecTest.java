package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GlanceCodecTest extends CodecContractTest<Glance> {
  @Override
  byte[] encode(Glance value) {
    return GlanceStore.encode(value);
  }

  @Override
  Glance decode(byte[] bytes) {
    return GlanceStore.decode(bytes);
  }

  @Override
  Glance random(RandomGenerator random) {
    byte[] space = new byte[SpaceId.BYTES];
    random.nextBytes(space);
    return new Glance(
        SpaceId.ofBytes(space),
        Values.embedding(random, random.nextInt(1, 9)),
        Values.text(random),
        random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
        Values.maybe(random, () -> Values.text(random)),
        random.nextLong(),
        random.nextLong(),
        new BankValue.Origin(Values.text(random), random.nextInt(), random.nextLong()),
        random.nextBoolean(),
        random.nextBoolean());
  }

  @Override
  Glance golden() {
    return new Glance(
        SpaceId.ofBytes(new byte[SpaceId.BYTES]),
        Embedding.of((short) 1, (short) -2, (short) 16384),
        "camera-7",
        OptionalLong.of(1_699_999_000_000L),
        Optional.of("night"),
        4711,
        1_700_000_000_000L,
        new BankValue.Origin("alluvium.samples", 3, 12),
        true,
        true);
  }

  @Override
  String name() {
    return "glance";
  }

  @Override
  String what() {
    return "glance";
  }

  @Test
  void theEndOfAChangeLeavesGlances() {
    HeapStore bytes = new HeapStore("transitions");
    GlanceStore glances = new GlanceStore(bytes);
    TransitionStore transitions = new TransitionStore(bytes);
    Glance glance = golden();
    glances.put("clåss", glance);
    glances.put("b", glance.holding());
    transitions.put(
        "b",
        new ShadowView("here", Optional.empty(), Optional.empty(), glance.image(), glance.image()));
    transitions.clear();

    assertThat(transitions.view("b")).isEmpty();
    List<String> ids = new ArrayList<>();
    glances.forEach((id, each) -> ids.add(id));
    assertThat(ids).containsExactly("b", "clåss");
    assertThat(glances.glance("clåss")).contains(glance);
    glances.delete("b");
    assertThat(glances.glance("b")).isEmpty();
  }
}
