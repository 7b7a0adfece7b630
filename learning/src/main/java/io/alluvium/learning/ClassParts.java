package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What a scorer has of each class, in the order of labels. */
final class ClassParts {
  private ClassParts() {}

  /** Makes the parts of all classes that have samples at hand. */
  static <P> List<P> of(Exemplars exemplars, Function<String, P> maker) {
    return exemplars.labels().stream().map(maker).toList();
  }

  /**
   * Returns the parts of all classes that have samples now: as they were, but for those of classes
   * that are new or named.
   *
   * @param before parts in the order of their labels
   * @param label returns the label of a part
   */
  static <P> List<P> refreshed(
      List<P> before,
      Function<P, String> label,
      Exemplars now,
      Set<String> changed,
      Function<String, P> maker) {
    var known = new TreeMap<String, P>(LabelOrder.ASCENDING);
    before.forEach(part -> known.put(label.apply(part), part));
    List<P> parts = new ArrayList<>();
    for (String present : now.labels()) {
      P part = known.get(present);
      parts.add(part == null || changed.contains(present) ? maker.apply(present) : part);
    }
    return List.copyOf(parts);
  }
}
