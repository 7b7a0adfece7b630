package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many labelled samples are in each class, settled and imported ones included, and what all
 * their labels weigh. A sample is one sample here, whatever its weight; of sums that were imported
 * without their samples nothing but the weight is known, and each of it counts as one. Not
 * thread-safe.
 */
final class LabelCensus {
  private final Map<String, Long> counts = new HashMap<>();
  private final long maxWeight;
  private long weight;

  /** Counts up to what the sums can hold. */
  LabelCensus() {
    this(SufficientStatistics.MAX_SAMPLES);
  }

  LabelCensus(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  /** Counts one sample more. */
  void add(Assignment assignment) {
    counts.merge(assignment.label(), 1L, Long::sum);
    weight += assignment.weight();
  }

  /** Returns what speaks against so much more weight, if anything does. */
  Optional<String> tooMuch(long added) {
    return weight + added <= maxWeight
        ? Optional.empty()
        : Optional.of(
            "all labels together would weigh " + (weight + added) + ", the limit is " + maxWeight);
  }

  /** Counts samples of weight 1, at least one. */
  void add(String label, long samples) {
    counts.merge(label, samples, Long::sum);
    weight += samples;
  }

  boolean contains(String label) {
    return counts.containsKey(label);
  }

  int classes() {
    return counts.size();
  }

  /** Returns how many classes there would be after a change. */
  int classesAfter(LabelChange change) {
    if (change.isOfWeight()) {
      return classes();
    }
    boolean creates = change.entered().map(label -> !contains(label)).orElse(false);
    boolean empties = change.left().map(label -> counts.getOrDefault(label, 0L) == 1).orElse(false);
    return classes() + (creates ? 1 : 0) - (empties ? 1 : 0);
  }

  /** Moves one sample and returns the events that this causes. */
  List<Notice> move(LabelChange change) {
    weight += change.addedWeight();
    if (change.isOfWeight()) {
      return List.of();
    }
    List<Notice> notices = new ArrayList<>(2);
    change.left().ifPresent(label -> leave(label, notices));
    change.entered().ifPresent(label -> enter(label, notices));
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

  /** Counts so many samples of a class more, of so much weight, and returns what happened. */
  List<Notice> addAll(String label, long samples, long addedWeight) {
    weight += addedWeight;
    List<Notice> notices = new ArrayList<>(1);
    enter(label, samples, notices);
    return notices;
  }

  /** Counts so many samples of weight 1 of a class less and returns what happened. */
  List<Notice> removeAll(String label, long samples) {
    weight -= samples;
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
    if (counts.merge(label, samples, Long::sum) == samples) {
      notices.add(
          Notice.Happened.to(
              label,
              EventType.CLASS_CREATED,
              "Class '" + label + "' has its first sample.",
              Map.of("classes", Integer.toString(classes()))));
    }
  }
}
