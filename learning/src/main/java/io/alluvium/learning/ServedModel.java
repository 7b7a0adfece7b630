package io.alluvium.learning;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scorer that answers since a solve, in which classes are refreshed whenever their count has
 * doubled or halved since their weights were made. Those that did so while the solve ran wait for
 * their turn, a few with each entry, so that no prediction waits for all of them; a class that came
 * or went meanwhile does not wait. Mutable, for one thread.
 */
final class ServedModel {
  /** Fewest classes that have their turn together. */
  private static final int FEWEST = 8;

  /** Most turns: each copies the rows of all classes. */
  private static final int TURNS = 64;

  private Scorer scorer;

  /** What each class counted when its weights were made. */
  private final Map<String, Long> counts;

  /** Classes that wait for their turn. */
  private final TreeSet<String> waiting = new TreeSet<>();

  private int together = FEWEST;

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

  /**
   * Takes effect: refreshes classes that have come or gone since the solve, and lets the others
   * that are due wait for their turn; returns whether there were any of the former.
   */
  boolean begin(Evidence now) {
    Set<String> all = new TreeSet<>(counts.keySet());
    all.addAll(now.statistics().labels());
    Set<String> changed = new TreeSet<>();
    for (String label : due(now, all)) {
      boolean isNew = count(label) == 0;
      boolean isGone = count(now.statistics(), label) == 0;
      (isNew || isGone ? changed : waiting).add(label);
    }
    together = Math.max(FEWEST, Math.ceilDiv(waiting.size(), TURNS));
    return refresh(now, changed);
  }

  /** Returns whether classes wait for their turn. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Refreshes the next classes whose turn it is; returns whether there were any. */
  boolean turn(Evidence now) {
    Set<String> next = new TreeSet<>();
    while (next.size() < together && !waiting.isEmpty()) {
      next.add(waiting.removeFirst());
    }
    return refresh(now, next);
  }

  /** Refreshes those of the named classes that are due; returns whether there were any. */
  boolean refresh(Evidence now, Collection<String> labels) {
    Set<String> due = due(now, labels);
    if (due.isEmpty()) {
      return false;
    }
    scorer = scorer.refreshed(now, due);
    due.forEach(label -> counts.put(label, count(now.statistics(), label)));
    return true;
  }

  private Set<String> due(Evidence now, Collection<String> labels) {
    Set<String> due = new TreeSet<>();
    for (String label : labels) {
      if (isDue(count(now.statistics(), label), count(label))) {
        due.add(label);
      }
    }
    return due;
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
