package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stream of known samples in which samples of no class come in bursts: clean stretches, and after
 * each but the last a burst.
 */
final class Bursts {
  static final int COUNT = 5;
  static final int LENGTH = 200;

  /**
   * A stretch of the stream.
   *
   * @param burst whether novel samples are in it
   * @param items in their order
   */
  record Part(boolean burst, List<Item> items) {}

  /**
   * A sample.
   *
   * @param novel whether it is of no class that is learnt
   */
  record Item(Example example, boolean novel) {}

  private Bursts() {}

  /**
   * Returns the stretches in their order.
   *
   * @param share of a burst that is novel, in (0, 1]
   */
  static List<Part> of(ShiftParts parts, double share, ShiftOptions options) {
    int novel = (int) Math.round(share * LENGTH);
    String seed = "bursts" + options.seed() + ":" + share;
    List<Integer> unknown = Stretches.drawn(parts.novel(), COUNT * novel, 0, seed + ":novel");
    List<Part> stream = new ArrayList<>();
    for (int burst = 0; burst < COUNT; burst++) {
      String own = seed + ":" + burst;
      stream.add(new Part(false, known(parts, options.segment(), options, own + ":before")));
      List<Item> mixed = new ArrayList<>(known(parts, LENGTH - novel, options, own));
      unknown.subList(burst * novel, (burst + 1) * novel).stream()
          .map(row -> new Item(parts.novel().get(row), true))
          .forEach(mixed::add);
      stream.add(new Part(true, mingled(mixed, own)));
    }
    stream.add(new Part(false, known(parts, options.segment(), options, seed + ":after")));
    return stream;
  }

  private static List<Item> known(ShiftParts parts, int count, ShiftOptions options, String seed) {
    return Stretches.drawn(parts.pool(), count, options.concentration(), seed).stream()
        .map(row -> new Item(parts.pool().get(row), false))
        .toList();
  }

  /** Novel samples fall anywhere among the known ones, which keep their order. */
  private static List<Item> mingled(List<Item> items, String seed) {
    List<Item> known = new ArrayList<>();
    List<Item> novel = new ArrayList<>();
    items.forEach(item -> (item.novel ? novel : known).add(item));
    List<Item> mingled = new ArrayList<>();
    Random random = SeededOrder.random(seed + ":places");
    while (mingled.size() < items.size()) {
      int left = items.size() - mingled.size();
      mingled.add(random.nextInt(left) < novel.size() ? novel.removeLast() : known.removeFirst());
    }
    return mingled;
  }
}
