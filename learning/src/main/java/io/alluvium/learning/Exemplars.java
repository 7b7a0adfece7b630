package io.alluvium.learning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The labelled samples themselves, by class and by id: what neighbours are looked for in. A set, so
 * that the order in which labels came leaves no trace. Mutable, for one thread.
 */
public final class Exemplars {
  private static final Comparator<LabelledExemplar> BY_ARRIVAL =
      Comparator.comparing(LabelledExemplar::exemplar, Exemplar.BY_ARRIVAL);

  private final NavigableMap<String, NavigableMap<String, Exemplar>> classes =
      new TreeMap<>(LabelOrder.ASCENDING);
  private int size;

  /** Returns the labels that have samples, in the order of {@link LabelOrder}. */
  public SortedSet<String> labels() {
    return Collections.unmodifiableSortedSet(classes.navigableKeySet());
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /** Returns the samples of a class in ascending order of their ids; none if it is not known. */
  public Collection<Exemplar> of(String label) {
    NavigableMap<String, Exemplar> samples = classes.get(label);
    return samples == null ? List.of() : Collections.unmodifiableCollection(samples.values());
  }

  /** Returns all samples in the order in which they came. */
  public List<LabelledExemplar> byArrival() {
    List<LabelledExemplar> all = new ArrayList<>(size);
    classes.forEach((label, samples) ->
        samples.values().forEach(sample -> all.add(new LabelledExemplar(label, sample))));
    all.sort(BY_ARRIVAL);
    return all;
  }

  /** Returns the last samples that came, at most so many, in the order in which they came. */
  public List<LabelledExemplar> newest(int most) {
    List<LabelledExemplar> all = byArrival();
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Adds a sample that was collected elsewhere. */
  public void add(String label, Exemplar exemplar) {
    if (classes.computeIfAbsent(label, unknown -> new TreeMap<>()).put(exemplar.id(), exemplar)
        == null) {
      size++;
    }
  }

  void apply(LabelChange change) {
    change.left().ifPresent(label -> remove(label, change.sampleId()));
    change
        .to()
        .ifPresent(to ->
            add(
                to.label(),
                new Exemplar(
                    change.sampleId(), change.embedding(), change.arrival(), to.weight())));
  }

  private void remove(String label, String sampleId) {
    NavigableMap<String, Exemplar> samples = classes.get(label);
    if (samples == null || samples.remove(sampleId) == null) {
      throw new IllegalStateException(
          "class '" + label + "' has no sample '" + sampleId + "' to take away");
    }
    size--;
    if (samples.isEmpty()) {
      classes.remove(label);
    }
  }

  void moveAll(String from, String to) {
    Optional.ofNullable(classes.remove(from))
        .ifPresent(moved -> classes.computeIfAbsent(to, unknown -> new TreeMap<>()).putAll(moved));
  }

  Exemplars copy() {
    Exemplars copy = new Exemplars();
    classes.forEach((label, samples) -> copy.classes.put(label, new TreeMap<>(samples)));
    copy.size = size;
    return copy;
  }
}
