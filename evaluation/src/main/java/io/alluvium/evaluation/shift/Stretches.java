package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.corruption.Corruption;
import io.alluvium.evaluation.embedding.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a stream down: which sample comes in which domain. */
final class Stretches {
  private static final int CYCLES = 3;

  private final ShiftOptions options;
  private final List<Example> pool;
  private final List<Stretch> stretches = new ArrayList<>();

  private Stretches(ShiftOptions options, List<Example> pool) {
    this.options = options;
    this.pool = pool;
  }

  /**
   * Returns the stretches of a stream.
   *
   * @param pool what samples are drawn from
   * @param corruptions in their order, at least one
   */
  static List<Stretch> of(ShiftOptions options, List<Example> pool, List<Corruption> corruptions) {
    Stretches writer = new Stretches(options, pool);
    switch (options.stream()) {
      case RETURNING ->
          corruptions.forEach(one -> {
            writer.add(Stretch.CLEAN, 1);
            writer.add(one.key(), 1);
          });
      case CONTINUAL -> writer.cycles(corruptions, 1);
      case CYCLIC -> writer.cycles(corruptions, CYCLES);
      case GRADUAL -> {
        writer.add(Stretch.CLEAN, 1);
        corruptions.forEach(writer::rising);
      }
      case MIXED -> {
        writer.add(Stretch.CLEAN, 1);
        writer.mixed(corruptions);
      }
    }
    writer.add(Stretch.CLEAN, 1);
    return writer.stretches;
  }

  /** Returns every corruption that a stream has samples of. */
  static List<Corruption> needed(ShiftOptions options, List<Corruption> corruptions) {
    if (options.stream() != StretchOrder.GRADUAL) {
      return corruptions;
    }
    return corruptions.stream()
        .flatMap(one ->
            IntStream.rangeClosed(1, one.severity())
                .mapToObj(severity -> new Corruption(one.kind(), severity)))
        .distinct()
        .toList();
  }

  private void cycles(List<Corruption> corruptions, int times) {
    add(Stretch.CLEAN, 1);
    for (int cycle = 0; cycle < times; cycle++) {
      corruptions.forEach(one -> add(one.key(), 1));
    }
  }

  private void rising(Corruption top) {
    int steps = 2 * top.severity() - 1;
    for (int step = 1; step <= steps; step++) {
      int severity = Math.min(step, steps + 1 - step);
      add(new Corruption(top.kind(), severity).key(), steps);
    }
  }

  private void mixed(List<Corruption> corruptions) {
    List<Stretch.Item> items = new ArrayList<>();
    for (int time = 0; time < corruptions.size(); time++) {
      String seed = "mixed" + options.seed() + ":" + stretches.size() + ":" + time;
      for (int row : drawn(options.segment(), time)) {
        int at = (int) (SeededOrder.fraction(seed, pool.get(row).id()) * corruptions.size());
        items.add(new Stretch.Item(corruptions.get(at).key(), row));
      }
    }
    stretches.add(new Stretch("mixed", items));
  }

  private void add(String domain, int share) {
    List<Integer> rows = drawn(Math.max(1, options.segment() / share), 0);
    stretches.add(
        new Stretch(domain, rows.stream().map(row -> new Stretch.Item(domain, row)).toList()));
  }

  private List<Integer> drawn(int count, int time) {
    String seed = "stretch" + options.seed() + ":" + stretches.size() + ":" + time;
    return drawn(pool, count, options.concentration(), seed);
  }

  /** Returns rows of the pool in the order in which they come, each once as far as that goes. */
  static List<Integer> drawn(List<Example> pool, int count, double concentration, String seed) {
    List<Integer> all = IntStream.range(0, pool.size()).boxed().toList();
    List<Integer> drawn = new ArrayList<>();
    for (int round = 0; drawn.size() < count; round++) {
      List<Integer> order = SeededOrder.of(all, seed + ":" + round, row -> pool.get(row).id());
      drawn.addAll(order.subList(0, Math.min(count - drawn.size(), order.size())));
    }
    return concentration == 0
        ? drawn
        : LabelRuns.of(drawn, row -> pool.get(row).label(), concentration, seed);
  }
}
