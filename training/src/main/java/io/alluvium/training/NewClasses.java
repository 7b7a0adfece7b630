package io.alluvium.training;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which classes are new, as the command line says it; all others are old. */
final class NewClasses {
  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description =
          "New classes, with commas between; all others are old ones (default: all are new).")
  private Set<String> classes = new TreeSet<>();

  @Option(
      names = "--since",
      paramLabel = "OFFSET",
      description =
          "New are the classes whose first labelled sample lies at this ledger offset or after it.")
  private @Nullable Long since;

  @Option(
      names = "--new-classes",
      paramLabel = "N",
      description = "New are so many classes, drawn by --seed.")
  private @Nullable Integer count;

  boolean areDrawn() {
    return count != null;
  }

  /**
   * Returns these settings.
   *
   * @param data whether the vectors are of a data set
   * @throws IllegalArgumentException if they contradict each other
   */
  NewClasses checked(boolean data) {
    if (data && since != null) {
      throw new IllegalArgumentException("--since is an offset of a ledger, a data set has none");
    }
    int ways = (classes.isEmpty() ? 0 : 1) + (since == null ? 0 : 1) + (count == null ? 0 : 1);
    if (ways > 1) {
      throw new IllegalArgumentException(
          "new classes are said by one of --classes, --since and --new-classes");
    }
    return this;
  }

  /**
   * Returns the new classes; none stands for all.
   *
   * @param learnt all labelled vectors
   * @throws IllegalArgumentException if more classes are to be drawn than there are
   * @throws EvaluationException if no class came after the offset
   */
  Set<String> of(List<Example> learnt, long seed) {
    if (since != null) {
      return since(learnt, since);
    }
    return count == null ? classes : drawn(learnt, count, seed);
  }

  private static Set<String> since(List<Example> learnt, long offset) {
    Map<String, Double> first = new TreeMap<>();
    learnt.forEach(example -> first.merge(example.label(), example.time(), Math::min));
    first.values().removeIf(time -> time < offset);
    if (first.isEmpty()) {
      throw new EvaluationException(
          "no class has its first labelled sample at offset " + offset + " or after it");
    }
    return first.keySet();
  }

  private static Set<String> drawn(List<Example> learnt, int count, long seed) {
    List<String> all =
        SeededOrder.of(
            learnt.stream().map(Example::label).distinct().toList(), "new" + seed, label -> label);
    if (count < 1 || count > all.size()) {
      throw new IllegalArgumentException(
          "--new-classes is " + count + ", expected 1 to " + all.size());
    }
    return new TreeSet<>(all.subList(0, count));
  }
}
