package io.alluvium.learning;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Class sums to which the descriptions of classes were added as samples. A view for reading. */
final class DescribedClasses implements ClassView {
  /** As how many samples a description counts. */
  static final int DESCRIPTION_WEIGHT = 3;

  private final SufficientStatistics statistics;
  private final Map<String, Embedding> descriptions;

  DescribedClasses(SufficientStatistics statistics, Map<String, Embedding> descriptions) {
    this.statistics = statistics;
    this.descriptions = descriptions;
  }

  @Override
  public Space space() {
    return statistics.space();
  }

  @Override
  public SortedSet<String> labels() {
    SortedSet<String> labels = new TreeSet<>(LabelOrder.ASCENDING);
    labels.addAll(statistics.labels());
    labels.addAll(descriptions.keySet());
    return Collections.unmodifiableSortedSet(labels);
  }

  @Override
  public Optional<ClassSums> classSums(String label) {
    Optional<ClassSums> sums = statistics.classSums(label);
    Embedding description = descriptions.get(label);
    if (description == null) {
      return sums;
    }
    ClassSums known = sums.orElseGet(() -> ClassSums.empty(space().dim()));
    return Optional.of(known.plus(description, DESCRIPTION_WEIGHT));
  }
}
