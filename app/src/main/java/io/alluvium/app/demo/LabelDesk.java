package io.alluvium.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * The people who label: each sample gets its class after a delay, and in the phase of late labels
 * one in twenty a wrong class first and one in fifty is taken back, each after the same delay
 * again.
 */
final class LabelDesk {
  private static final double WRONG = 0.05;
  private static final double WITHDRAWN = 0.02;

  private final DemoPlan plan;
  private final RandomGenerator random;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::position).thenComparingLong(Due::order));
  private long order;

  LabelDesk(DemoPlan plan, RandomGenerator random) {
    this.plan = plan;
    this.random = random;
  }

  /**
   * Takes in a sample sent at a position.
   *
   * @param classes the classes that a wrong label may name, at least two
   */
  void accept(int position, DemoAction.Sample sample, List<String> classes) {
    double chance = plan.phase(position) == DemoPhase.LATE_LABELS ? random.nextDouble() : 1;
    String truth = sample.trueClass();
    // Labels are due before a sample is sent; one more lets the given number of samples pass.
    long first = position + 1L + plan.labelDelay(position);
    long second = first + plan.labelDelay(position);
    if (chance < WRONG) {
      put(first, new DemoAction.Label(sample.id(), sample.source(), 1, otherThan(truth, classes)));
      put(second, new DemoAction.Label(sample.id(), sample.source(), 2, truth));
      return;
    }
    put(first, new DemoAction.Label(sample.id(), sample.source(), 1, truth));
    if (chance < WRONG + WITHDRAWN) {
      put(second, new DemoAction.Label(sample.id(), sample.source(), 2, null));
    }
  }

  /** Returns and forgets the labels due before the sample of a position is sent. */
  List<DemoAction.Label> due(long position) {
    List<DemoAction.Label> due = new ArrayList<>();
    for (Due next = waiting.peek();
        next != null && next.position() <= position;
        next = waiting.peek()) {
      due.add(next.label());
      waiting.remove();
    }
    return due;
  }

  /** Returns and forgets all labels still waiting, in the order in which they are due. */
  List<DemoAction.Label> drain() {
    return due(Long.MAX_VALUE);
  }

  private void put(long position, DemoAction.Label label) {
    waiting.add(new Due(position, order++, label));
  }

  private String otherThan(String truth, List<String> classes) {
    List<String> others = classes.stream().filter(name -> !name.equals(truth)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private record Due(long position, long order, DemoAction.Label label) {}
}
