package io.alluvium.learning;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The labelled samples themselves, by class and by id: what neighbours are looked for in. A set, so
 * that the order in which samples came leaves no trace. Mutable, for one thread.
 */
public final class Exemplars {
  private final NavigableMap<String, NavigableMap<String, Embedding>> classes =
      new TreeMap<>(LabelOrder.ASCENDING);

  /** Returns the labels that have samples, in the order of {@link LabelOrder}. */
  public SortedSet<String> labels() {
    return Collections.unmodifiableSortedSet(classes.navigableKeySet());
  }

  /** Returns the samples of a class in ascending order of their ids; none if it is not known. */
  public List<Embedding> of(String label) {
    NavigableMap<String, Embedding> samples = classes.get(label);
    return samples == null ? List.of() : List.copyOf(samples.values());
  }

  void apply(LabelChange change) {
    change.left().ifPresent(label -> remove(label, change.sampleId()));
    change
        .entered()
        .ifPresent(label ->
            classes
                .computeIfAbsent(label, unknown -> new TreeMap<>())
                .put(change.sampleId(), change.embedding()));
  }

  private void remove(String label, String sampleId) {
    NavigableMap<String, Embedding> samples = classes.get(label);
    if (samples == null || samples.remove(sampleId) == null) {
      throw new IllegalStateException(
          "class '" + label + "' has no sample '" + sampleId + "' to take away");
    }
    if (samples.isEmpty()) {
      classes.remove(label);
    }
  }

  void moveAll(String from, String to) {
    NavigableMap<String, Embedding> moved = classes.remove(from);
    if (moved != null) {
      classes.computeIfAbsent(to, unknown -> new TreeMap<>()).putAll(moved);
    }
  }

  Exemplars copy() {
    Exemplars copy = new Exemplars();
    classes.forEach((label, samples) -> copy.classes.put(label, new TreeMap<>(samples)));
    return copy;
  }
}
