package io.alluvium.evaluation.embedding;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.learning.Space;
import java.util.Comparator;
import java.util.List;

/**
 * A whole data set in one space, in the order of time.
 *
 * @param space what the embeddings are of
 * @param examples all rows that are used; equal times in the order of the files
 * @param skipped rows that were left out
 */
public record ExampleSet(Space space, List<Example> examples, Skipped skipped) {
  /** Puts the examples in the order of time. */
  public ExampleSet {
    examples = examples.stream().sorted(Comparator.comparingDouble(Example::time)).toList();
  }

  /** Returns the examples of a role, in the order of time. */
  public List<Example> of(Row.Role role) {
    return examples.stream().filter(example -> example.role() == role).toList();
  }

  /** Returns all labels that may be learnt, ascending. */
  public List<String> labels() {
    return of(Row.Role.TRAIN).stream().map(Example::label).distinct().sorted().toList();
  }
}
