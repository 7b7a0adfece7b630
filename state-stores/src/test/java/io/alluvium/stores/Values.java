package io.alluvium.stores;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.SpaceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random parts of stored values. */
final class Values {
  private static final List<String> LETTERS =
      List.of("a", "Z", " ", "\u00fc", "\u0000", "\uff61", "\ud800\udf48", "\u4e2d");

  private Values() {}

  static Embedding embedding(RandomGenerator random, int dim) {
    short[] values = new short[dim];
    for (int i = 0; i < dim; i++) {
      values[i] =
          switch (random.nextInt(8)) {
            case 0 -> Short.MIN_VALUE;
            case 1 -> Short.MAX_VALUE;
            default -> (short) random.nextInt();
          };
    }
    return Embedding.of(values);
  }

  /** A text of 0 to 30 characters of one to four bytes. */
  static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(31);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }

  /** A label that weighs 1 every other time. */
  static Assignment assignment(RandomGenerator random, String label) {
    boolean plain = random.nextBoolean();
    return new Assignment(label, plain ? 1 : random.nextInt(1, Assignment.MAX_WEIGHT + 1));
  }

  static <T> Optional<T> maybe(RandomGenerator random, Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  static OptionalLong maybeLong(RandomGenerator random) {
    return random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty();
  }

  static SpaceId space(RandomGenerator random) {
    byte[] hash = new byte[SpaceId.BYTES];
    random.nextBytes(hash);
    return SpaceId.ofBytes(hash);
  }

  static ClassSums sums(RandomGenerator random, int dim) {
    ClassSums sums = ClassSums.empty(dim);
    int count = random.nextInt(6);
    for (int n = 0; n < count; n++) {
      sums = sums.plus(embedding(random, dim));
    }
    return sums;
  }

  static PackedMoments moments(RandomGenerator random, int dim) {
    PackedMoments moments = new PackedMoments(dim);
    for (int n = 0; n < 3; n++) {
      moments.add(embedding(random, dim));
    }
    return moments;
  }
}
