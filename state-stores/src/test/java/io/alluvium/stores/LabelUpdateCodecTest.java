package io.alluvium.stores;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelUpdate;
import java.util.Optional;
import java.util.random.RandomGenerator;

class LabelUpdateCodecTest extends CodecContractTest<LabelUpdate> {
  @Override
  byte[] encode(LabelUpdate value) {
    return WalStore.encode(value);
  }

  @Override
  LabelUpdate decode(byte[] bytes) {
    return WalStore.decode(bytes);
  }

  @Override
  LabelUpdate random(RandomGenerator random) {
    Optional<String> from = Values.maybe(random, () -> Values.text(random));
    Optional<String> to = from.isEmpty() ? Optional.of(Values.text(random)) : Optional.empty();
    if (from.isPresent() && random.nextBoolean()) {
      to = Optional.of(from.get() + "!");
    }
    Embedding embedding = Values.embedding(random, 1 + random.nextInt(20));
    return new LabelUpdate(
        random.nextLong(1, Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        new LabelChange(Values.text(random), embedding, from, to));
  }

  @Override
  LabelUpdate golden() {
    return new LabelUpdate(
        12,
        345,
        6789,
        new LabelChange(
            "s-\u00fc",
            Embedding.of((short) 1, (short) -2, Short.MAX_VALUE),
            Optional.of("noun.animal"),
            Optional.of("noun.plant")));
  }

  @Override
  String name() {
    return "label-update";
  }

  @Override
  String what() {
    return "label update";
  }
}
