package io.alluvium.app.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A stream in which labels come early, late, twice, are corrected, withdrawn, given again or never
 * come, samples come twice, and there is always a class that is new and soon gone.
 */
final class LabelledStream {
  private static final int CLASSES = 8;
  private static final int SAMPLES_PER_NEW_CLASS = 12;
  private static final int EARLIEST = 40;
  private static final int LAST_STEP = Integer.MAX_VALUE;
  private static final int SAMPLES_PER_LAST_CORRECTION = 10;

  /** Steps that may change places among each other on their way through two topics. */
  private static final int STEPS_AT_ONCE = 10;

  private final Harness harness;
  private final RandomGenerator random;
  private final Map<Integer, List<Runnable>> agenda = new TreeMap<>();

  LabelledStream(Harness harness, RandomGenerator random) {
    this.harness = harness;
    this.random = random;
  }

  /**
   * Sends the samples and all their labels, with a mark before each third; returns when the broker
   * has them.
   */
  void send(int samples) {
    for (int number = 0; number < samples; number++) {
      plan(number);
    }
    agenda.forEach((step, actions) -> {
      if (step < samples && step % (samples / 3) == 0) {
        harness.mark("step-" + step);
      }
      actions.forEach(Runnable::run);
      if (step % STEPS_AT_ONCE == 0) {
        harness.settle();
      }
    });
    harness.settle();
  }

  private void plan(int number) {
    String id = "s" + number;
    int truth =
        random.nextInt(3) == 0 ? CLASSES + number / SAMPLES_PER_NEW_CLASS : random.nextInt(CLASSES);
    Runnable sample = () -> harness.sample(id, "word" + truth + " number " + number);
    at(number, sample);
    if (random.nextInt(30) == 0) {
      at(number + 20, sample);
    }
    String right = "class" + truth;
    String wrong = "class" + (truth + 1);
    if (number % SAMPLES_PER_LAST_CORRECTION == 0) {
      at(LAST_STEP, () -> harness.label(id, wrong, 9));
    }
    switch (random.nextInt(10)) {
      case 0 -> at(number - EARLIEST, () -> harness.label(id, right, 1));
      case 1 -> at(number + 150, () -> harness.label(id, right, 1));
      case 2 -> {
        at(number, () -> harness.label(id, wrong, 1));
        at(number + 60, () -> harness.label(id, right, 2));
      }
      case 3 -> {
        at(number + 5, () -> harness.label(id, right, 1));
        at(number + 45, () -> harness.withdraw(id, 2));
      }
      case 4 -> {
        at(number + 1, () -> harness.withdraw(id, 1));
        at(number + 30, () -> harness.label(id, right, 2));
      }
      case 5 -> {
        at(number + 1, () -> harness.label(id, right, 2));
        at(number + 10, () -> harness.label(id, wrong, 1));
        at(number + 10, () -> harness.label(id, right, 3));
      }
      case 6 -> at(number, () -> harness.label("nobody" + number, right, 1));
      default -> at(number, () -> harness.label(id, right, 1));
    }
  }

  private void at(int step, Runnable action) {
    agenda.computeIfAbsent(Math.max(step, 0), s -> new ArrayList<>()).add(action);
  }
}
