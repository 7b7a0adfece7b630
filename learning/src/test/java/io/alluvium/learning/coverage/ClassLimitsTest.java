package io.alluvium.learning.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassLimitsTest {
  private static final double RATE = QuantileTracker.RATE;

  private final Random random = new Random(31);

  private static ClassLimits limits(int most) {
    return new ClassLimits(new QuantileTracker(0.1, RATE, 0.5), 0.1, RATE, most);
  }

  private static StateWords state(ClassLimits limits) {
    StateWriter state = new StateWriter();
    limits.save(state);
    limits.saveRest(state);
    return state.words();
  }

  private static ClassLimits restored(StateWords words, int most) {
    ClassLimits limits = limits(most);
    StateReader state = new StateReader(words);
    limits.load(state);
    limits.loadRest(state);
    state.end();
    return limits;
  }

  @Test
  void limitsMoveAsByHand() {
    ClassLimits limits = limits(10);
    limits.add("a", () -> 0.5, true);

    assertThat(limits.limit("b")).isCloseTo(0.545, within(1e-12));
    assertThat(limits.limit("a")).isCloseTo(0.545 + 0.045 / 21, within(1e-12));
    assertThat(limits.greatest()).isEqualTo(limits.limit("a"));
    limits.add("a", () -> 0.5, false);
    assertThat(limits.limit("b")).isCloseTo(0.54, within(1e-12));
    assertThat(limits.limit("a")).isCloseTo(0.54 + 2 * 0.04 / 22, within(1e-12));
    limits.add("b", () -> 0.5, false);
    assertThat(limits.limit("b")).isCloseTo(0.535 - 0.005 / 21, within(1e-12));
    assertThat(limits.greatest()).isEqualTo(limits.limit("a"));
  }

  @Test
  void withoutLimitsOfTheirOwnClassesHaveThatOfAll() {
    ClassLimits limits = limits(0);
    QuantileTracker tracker = new QuantileTracker(0.1, RATE, 0.5);
    for (int n = 0; n < 100; n++) {
      boolean missed = random.nextBoolean();
      limits.add("class" + n % 3, () -> 0.5, missed);
      tracker.add(() -> 0.5, missed);
      assertThat(limits.limit("class0")).isEqualTo(tracker.limit());
      assertThat(limits.greatest()).isEqualTo(tracker.limit());
    }
    assertThat(state(limits).size()).isEqualTo(1);
  }

  /**
   * Some classes are hard and some easy, all are few against the labels of all, and everything gets
   * harder and easier again: any 2,000 labels are covered as promised, and each class nearly so.
   */
  @Test
  void eachClassAndEveryWindowIsCoveredThroughDrift() {
    int classes = 40;
    ClassLimits own = limits(classes);
    QuantileTracker all = new QuantileTracker(0.1, RATE, 0.5);
    int[] misses = new int[12_000];
    int[][] each = new int[classes][3];
    for (int n = 0; n < misses.length; n++) {
      int c = random.nextInt(classes);
      double drift = n / 1_500 % 2 == 0 ? 0 : 0.3;
      double score = drift + (c < 4 ? 0.3 : 0) + 0.4 * random.nextDouble();
      boolean missed = score > own.limit("class" + c);
      misses[n] = missed ? 1 : 0;
      int[] of = each[c];
      of[0]++;
      of[1] += misses[n];
      of[2] += score > all.limit() ? 1 : 0;
      own.add("class" + c, () -> score, missed);
      all.add(score, all.limit());
    }
    for (int from = 0; from + 2_000 <= misses.length; from++) {
      int window = 0;
      for (int n = from; n < from + 2_000; n++) {
        window += misses[n];
      }
      assertThat(window / 2_000.0).isCloseTo(0.1, within(0.02));
    }
    for (int c = 0; c < 4; c++) {
      int[] of = each[c];
      assertThat((double) of[1] / of[0]).as("hard class with its own limit").isLessThan(0.17);
      assertThat((double) of[2] / of[0]).as("hard class by one limit").isGreaterThan(0.25);
    }
    assertThat(List.of(each))
        .allMatch(of -> Math.abs((double) of[1] / of[0] - 0.1) < 1 / (RATE * of[0]));
  }

  @Test
  void whoseLastLabelIsOldestLeavesFirst() {
    ClassLimits limits = limits(2);
    limits.add("a", () -> 0.5, true);
    limits.add("b", () -> 0.5, true);
    limits.add("a", () -> 0.5, true);
    limits.add("c", () -> 0.5, false);

    assertThat(limits.limit("b")).isEqualTo(limits.limit("nowhere"));
    assertThat(limits.limit("a")).isGreaterThan(limits.limit("nowhere"));
    assertThat(limits.limit("c")).isLessThan(limits.limit("nowhere"));
    ClassLimits fewer = restored(state(limits), 1);
    assertThat(fewer.limit("a")).isEqualTo(fewer.limit("nowhere"));
    assertThat(fewer.limit("c")).isEqualTo(limits.limit("c"));
  }

  @Test
  void classesBecomeOthersAndAreForgotten() {
    ClassLimits limits = limits(10);
    for (int n = 0; n < 10; n++) {
      limits.add("a", () -> 0.5, true);
      limits.add("b", () -> 0.5, false);
      limits.add("b", () -> 0.5, false);
    }
    double a = limits.limit("a");
    limits.move("a", "renamed");
    assertThat(limits.limit("renamed")).isEqualTo(a);
    assertThat(limits.limit("a")).isEqualTo(limits.limit("nowhere"));

    double before = limits.limit("renamed");
    limits.move("b", "renamed");
    assertThat(limits.limit("renamed"))
        .as("10 labels at 0.45 and 20 at -0.1, of which 30 of 50 count")
        .isCloseTo(limits.limit("nowhere") + (0.45 - 2 * 0.1) / 3 * 30 / 50, within(1e-9))
        .isLessThan(before);
    assertThat(limits.greatest()).isEqualTo(limits.limit("renamed"));

    assertThat(limits.retain(List.of("renamed", "other"))).isFalse();
    assertThat(limits.retain(List.of("other"))).isTrue();
    assertThat(limits.limit("renamed")).isEqualTo(limits.limit("nowhere"));
  }

  @Test
  void goesOnWhereItWasWritten() {
    ClassLimits limits = limits(3);
    for (int n = 0; n < 500; n++) {
      boolean missed = random.nextInt(5) == 0;
      String label = "clåss" + random.nextInt(5);
      ClassLimits again = restored(state(limits), 3);
      limits.add(label, () -> 0.5, missed);
      again.add(label, () -> 0.5, missed);
      assertThat(state(again)).isEqualTo(state(limits));
      assertThat(again.greatest()).isEqualTo(limits.greatest());
    }
    assertThat(restored(state(limits), 0).limit("clåss0")).isEqualTo(limits.limit("nowhere"));
  }

  @Test
  void aClassThatNoLimitHelpsIsSetApartByNoMiss() {
    ClassLimits limits = limits(3);
    for (int n = 0; n < 100; n++) {
      limits.add("unknown", () -> 1, true);
    }
    assertThat(limits.limit("known")).isBetween(CoverageLimit.GREATEST, 1.045);
    assertThat(limits.limit("unknown")).isLessThan(1.2);
  }

  @Test
  void refusesWhatItCannotHaveWritten() {
    StateReader empty = new StateReader(state(limits(1)));
    empty.nextDouble();
    long mark = empty.nextLong();
    for (double offset : new double[] {0.6, -0.6, Double.NaN}) {
      StateWriter state = new StateWriter().put(0.5).put(mark).put(1L).put("a").put(3L).put(offset);
      assertThatThrownBy(() -> restored(state.words(), 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    StateWriter none = new StateWriter().put(0.5).put(mark).put(1L).put("a").put(0L).put(0.0);
    assertThatThrownBy(() -> restored(none.words(), 1)).hasMessageContaining("0 labels");
    assertThatThrownBy(() -> limits(-1)).hasMessageContaining("-1");
  }
}
