package io.alluvium.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Orders and shares that depend on nothing but names and a seed, so that anybody can make them
 * again in any language.
 */
public final class SeededOrder {
  private static final int FRACTION_DIGITS = 12;
  private static final int SEED_DIGITS = 16;
  private static final double FRACTION_SPAN = 1L << (4 * FRACTION_DIGITS);

  private SeededOrder() {}

  /**
   * Returns the items by the lower-case hex SHA-256 of {@code seed:name}.
   *
   * @param seed a number, or a word for what is ordered and a number
   * @param name unique among the items
   */
  public static <T> List<T> of(Collection<T> items, String seed, Function<T, String> name) {
    record Ranked<T>(String rank, T item) {}
    return items.stream()
        .map(item -> new Ranked<>(Sha256.ofText(seed + ":" + name.apply(item)), item))
        .sorted(Comparator.comparing(Ranked::rank))
        .map(Ranked::item)
        .toList();
  }

  /**
   * Returns random numbers that follow from a text: their seed is the first 16 digits of its hash.
   */
  public static Random random(String text) {
    return new Random(Long.parseUnsignedLong(Sha256.ofText(text), 0, SEED_DIGITS, 16));
  }

  /**
   * Returns a number in [0, 1), as good as drawn from it evenly: the first {@value
   * #FRACTION_DIGITS} digits of the same hash.
   */
  public static double fraction(String seed, String name) {
    String hash = Sha256.ofText(seed + ":" + name);
    return Long.parseLong(hash, 0, FRACTION_DIGITS, 16) / FRACTION_SPAN;
  }
}
