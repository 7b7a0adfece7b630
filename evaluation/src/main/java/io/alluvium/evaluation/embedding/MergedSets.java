package io.alluvium.evaluation.embedding;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes one data set of several, in which each is a domain with classes of its own. */
public final class MergedSets {
  private MergedSets() {}

  /**
   * Returns all examples, data sets one after the other; ids and labels begin with the name of
   * theirs and a slash.
   *
   * @throws EvaluationException if they are not of one space: spaces never mix
   */
  public static ExampleSet merge(Map<String, ExampleSet> sets) {
    Space space = sets.values().iterator().next().space();
    List<Example> all = new ArrayList<>();
    Skipped skipped = Skipped.NONE;
    for (Map.Entry<String, ExampleSet> entry : sets.entrySet()) {
      ExampleSet set = entry.getValue();
      if (!set.space().equals(space)) {
        throw new EvaluationException(
            "data set "
                + entry.getKey()
                + " is of space "
                + set.space().id().abbreviated()
                + ", those before it of "
                + space.id().abbreviated()
                + ": a stream of tasks needs one encoder with fixed constants");
      }
      for (Example example : set.examples()) {
        all.add(renamed(entry.getKey(), example, all.size()));
      }
      skipped = skipped.plus(set.skipped());
    }
    return new ExampleSet(space, all, skipped);
  }

  private static Example renamed(String name, Example example, int place) {
    return new Example(
        name + "/" + example.id(),
        name + "/" + example.label(),
        example.role(),
        name,
        example.source(),
        place,
        example.embedding());
  }
}
