package io.alluvium.topology.internal.learn;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of what is known after a cut-over is moved still, and not native. Samples count by their
 * weights.
 *
 * @param moved labelled samples of the old space that no native one has taken the place of
 * @param known those, and all that are native
 * @param backfilled native ones that took the place of another
 * @param classes moved samples by class, of those classes that have any
 */
record MovedShare(long moved, long known, long backfilled, Map<String, Long> classes) {
  private static final int TOLD_CLASSES = 10;

  /**
   * Counts.
   *
   * @param left sums of the old space without what was replaced
   * @param natives how much the native samples weigh
   * @param backfilled how much those weigh that took the place of another
   */
  static MovedShare of(SufficientStatistics left, long natives, long backfilled) {
    Map<String, Long> classes = new TreeMap<>();
    for (String label : left.labels()) {
      classes.put(label, left.classSums(label).map(ClassSums::count).orElse(0L));
    }
    return new MovedShare(left.samples(), left.samples() + natives, backfilled, classes);
  }

  /** Returns how much is moved still, for people. */
  String sentence() {
    return moved + " of " + known + " labelled samples are moved, the others are native";
  }

  /**
   * Returns the same for programs, with the classes that most is moved of, and how much can never
   * be replaced since the bank has no vector of it.
   *
   * @param old the space that is left
   */
  Map<String, String> details(BankStore bank, SpaceId old) {
    Map<String, String> details = new TreeMap<>();
    details.put("moved_samples", Long.toString(moved));
    details.put("native_samples", Long.toString(known - moved));
    details.put("backfilled_samples", Long.toString(backfilled));
    details.put("moved_share", SwapReport.number(known == 0 ? 0 : moved / (double) known));
    details.put("lasting_samples", Long.toString(moved - replaceable(bank, old)));
    classes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOLD_CLASSES)
        .forEach(each -> details.put("moved_class." + each.getKey(), each.getValue().toString()));
    return details;
  }

  private static long replaceable(BankStore bank, SpaceId old) {
    long[] weight = {0};
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && sample.isTold()) {
        boolean moved = sample.space().equals(old);
        weight[0] += moved ? sample.assignment().orElseThrow().weight() : 0;
      }
    });
    return weight[0];
  }
}
