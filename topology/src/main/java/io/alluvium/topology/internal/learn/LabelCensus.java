package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many samples of the bank are in each class, settled ones included, and how many came with
 * imported sums. Not thread-safe.
 */
final class LabelCensus {
  private final Map<String, Long> counts = new HashMap<>();

  /** Counts one sample more and returns how many the class has. */
  long add(String label) {
    return add(label, 1);
  }

  /** Counts samples, at least one, and returns how many the class has. */
  long add(String label, long samples) {
    return counts.merge(label, samples, Long::sum);
  }

  /** Returns how many samples there are in all classes. */
  long samples() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean contains(String label) {
    return counts.containsKey(label);
  }

  int classes() {
    return counts.size();
  }

  /** Returns how many classes there would be after a change. */
  int classesAfter(LabelChange change) {
    boolean creates = change.to().map(label -> !contains(label)).orElse(false);
    boolean empties = change.from().map(label -> counts.getOrDefault(label, 0L) == 1).orElse(false);
    return classes() + (creates ? 1 : 0) - (empties ? 1 : 0);
  }

  /** Moves one sample and returns the events that this causes. */
  List<Notice> move(LabelChange change) {
    List<Notice> notices = new ArrayList<>(2);
    change.from().ifPresent(label -> leave(label, notices));
    change.to().ifPresent(label -> enter(label, notices));
    return notices;
  }

  /** Moves all samples of a class to another and returns the events that this causes. */
  List<Notice> moveAll(String from, String to) {
    long moved = counts.getOrDefault(from, 0L);
    List<Notice> notices = new ArrayList<>(2);
    leave(from, moved, notices);
    enter(to, moved, notices);
    return notices;
  }

  /** Counts so many samples of a class more and returns the events that this causes. */
  List<Notice> addAll(String label, long samples) {
    List<Notice> notices = new ArrayList<>(1);
    enter(label, samples, notices);
    return notices;
  }

  /** Counts so many samples of a class less and returns the events that this causes. */
  List<Notice> removeAll(String label, long samples) {
    List<Notice> notices = new ArrayList<>(1);
    leave(label, samples, notices);
    return notices;
  }

  private void leave(String label, List<Notice> notices) {
    leave(label, 1, notices);
  }

  private void leave(String label, long samples, List<Notice> notices) {
    if (counts.merge(label, -samples, Long::sum) == 0) {
      counts.remove(label);
      notices.add(
          Notice.Happened.to(
              label,
              EventType.CLASS_EMPTIED,
              "Class '" + label + "' lost its last sample and is no longer predicted.",
              Map.of("classes", Integer.toString(classes()))));
    }
  }

  private void enter(String label, List<Notice> notices) {
    enter(label, 1, notices);
  }

  private void enter(String label, long samples, List<Notice> notices) {
    if (add(label, samples) == samples) {
      notices.add(
          Notice.Happened.to(
              label,
              EventType.CLASS_CREATED,
              "Class '" + label + "' has its first sample.",
              Map.of("classes", Integer.toString(classes()))));
    }
  }
}
