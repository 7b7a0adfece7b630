package io.alluvium.learning;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scorer that answers since a solve, in which classes are refreshed whenever their count has
 * doubled or halved since their weights were made. Mutable, for one thread.
 */
final class ServedModel {
  private Scorer scorer;

  /** What each class counted when its weights were made. */
  private final Map<String, Long> counts;

  ServedModel(Scorer scorer, Map<String, Long> counts) {
    this.scorer = scorer;
    this.counts = new HashMap<>(counts);
  }

  Scorer scorer() {
    return scorer;
  }

  /** Returns what a class counted when its weights were made; 0 if it is not known. */
  long count(String label) {
    return counts.getOrDefault(label, 0L);
  }

  /** Refreshes classes that are due, of all that are known now or were served. */
  boolean refreshAll(Evidence now) {
    Set<String> all = new TreeSet<>(counts.keySet());
    all.addAll(now.statistics().labels());
    return refresh(now, all);
  }

  /** Refreshes those of the named classes that are due; returns whether there were any. */
  boolean refresh(Evidence now, Iterable<String> labels) {
    Set<String> due = new TreeSet<>();
    for (String label : labels) {
      if (isDue(count(now.statistics(), label), count(label))) {
        due.add(label);
      }
    }
    if (due.isEmpty()) {
      return false;
    }
    scorer = scorer.refreshed(now, due);
    due.forEach(label -> counts.put(label, count(now.statistics(), label)));
    return true;
  }

  private static boolean isDue(long now, long then) {
    return now != then && (now >= 2 * then || then >= 2 * now);
  }

  private static long count(ClassView view, String label) {
    return view.classSums(label).map(ClassSums::count).orElse(0L);
  }

  /** Returns what each class counts. */
  static Map<String, Long> counts(ClassView view) {
    Map<String, Long> counts = new HashMap<>();
    view.labels().forEach(label -> counts.put(label, count(view, label)));
    return counts;
  }
}
