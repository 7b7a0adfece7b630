package io.alluvium.stores;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelChange.Reach;
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
    Optional<Assignment> from =
        Values.maybe(random, () -> Values.assignment(random, Values.text(random)));
    Optional<Assignment> to =
        from.isEmpty()
            ? Optional.of(Values.assignment(random, Values.text(random)))
            : Optional.empty();
    if (from.isPresent() && random.nextBoolean()) {
      to = Optional.of(Values.assignment(random, from.get().label() + "!"));
    }
    Embedding embedding = Values.embedding(random, 1 + random.nextInt(20));
    return new LabelUpdate(
        random.nextLong(1, Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        random.nextLong(Long.MAX_VALUE),
        new LabelChange(
            Values.text(random),
            embedding,
            random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE),
            random.nextBoolean() ? 0 : random.nextLong(Long.MAX_VALUE),
            reach(random),
            from,
            to));
  }

  private static Reach reach(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Reach.ALL;
      case 1 -> Reach.BEYOND_SUMS;
      default -> Reach.SAMPLE;
    };
  }

  @Override
  int newest() {
    return 5;
  }

  @Override
  LabelUpdate golden() {
    return golden(
        4, 5678, Reach.BEYOND_SUMS, Assignment.of("noun.animal"), Assignment.of("noun.plant"));
  }

  @Override
  LabelUpdate golden(int version) {
    return switch (version) {
      case 1 -> golden(0, 0, Reach.ALL, Assignment.of("noun.animal"), Assignment.of("noun.plant"));
      case 2 ->
          golden(
              0, 0, Reach.ALL, new Assignment("noun.animal", 3), new Assignment("noun.plant", 999));
      case 3 -> golden(4, 0, Reach.ALL, Assignment.of("noun.animal"), Assignment.of("noun.plant"));
      default ->
          golden(4, 5678, Reach.SAMPLE, Assignment.of("noun.animal"), Assignment.of("noun.plant"));
    };
  }

  private static LabelUpdate golden(
      long period, long arrival, Reach reach, Assignment from, Assignment to) {
    return new LabelUpdate(
        12,
        345,
        6789,
        new LabelChange(
            "s-\u00fc",
            Embedding.of((short) 1, (short) -2, Short.MAX_VALUE),
            period,
            arrival,
            reach,
            Optional.of(from),
            Optional.of(to)));
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
