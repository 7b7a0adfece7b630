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
  private final DomainRows rows;
  private final ShiftNames shifts;
  private final List<Stretch> stretches = new ArrayList<>();

  private Stretches(ShiftOptions options, DomainRows rows, ShiftNames shifts) {
    this.options = options;
    this.rows = rows;
    this.shifts = shifts;
  }

  /**
   * Returns the stretches of a stream. A domain with samples of its own has stretches of at most as
   * many samples as it has.
   *
   * @param rows samples of every domain
   * @param shifts at least one
   */
  static List<Stretch> of(ShiftOptions options, DomainRows rows, ShiftNames shifts) {
    Stretches writer = new Stretches(options, rows, shifts);
    switch (options.stream()) {
      case RETURNING ->
          shifts
              .all()
              .forEach(name -> {
                writer.add(Stretch.CLEAN, 1);
                writer.add(name, 1);
              });
      case CONTINUAL -> writer.cycles(1);
      case CYCLIC -> writer.cycles(CYCLES);
      case GRADUAL -> {
        writer.add(Stretch.CLEAN, 1);
        shifts.corruptions().forEach(writer::rising);
        shifts.domains().forEach(name -> writer.add(name, 1));
      }
      case MIXED -> {
        writer.add(Stretch.CLEAN, 1);
        writer.mixed(shifts.corruptions());
      }
    }
    writer.add(Stretch.CLEAN, 1);
    return writer.stretches;
  }

  private void cycles(int times) {
    add(Stretch.CLEAN, 1);
    for (int cycle = 0; cycle < times; cycle++) {
      shifts.all().forEach(name -> add(name, 1));
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
    List<Example> pool = rows.of(Stretch.CLEAN);
    List<Stretch.Item> items = new ArrayList<>();
    for (int time = 0; time < corruptions.size(); time++) {
      String seed = "mixed" + options.seed() + ":" + stretches.size() + ":" + time;
      for (int row : drawn(pool, options.segment(), time)) {
        int at = (int) (SeededOrder.fraction(seed, pool.get(row).id()) * corruptions.size());
        items.add(new Stretch.Item(corruptions.get(at).key(), row));
      }
    }
    stretches.add(new Stretch("mixed", items));
  }

  private void add(String domain, int share) {
    List<Example> own = rows.of(domain);
    int count = Math.max(1, options.segment() / share);
    if (shifts.domains().contains(domain)) {
      count = Math.min(count, own.size());
    }
    stretches.add(
        new Stretch(
            domain,
            drawn(own, count, 0).stream().map(row -> new Stretch.Item(domain, row)).toList()));
  }

  private List<Integer> drawn(List<Example> own, int count, int time) {
    String seed = "stretch" + options.seed() + ":" + stretches.size() + ":" + time;
    return drawn(own, count, options.concentration(), seed);
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
