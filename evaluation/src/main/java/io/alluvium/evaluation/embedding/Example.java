package io.alluvium.evaluation.embedding;

import io.alluvium.evaluation.data.Row;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import java.util.Optional;

/**
 * A row of a data set with its embedding in place of its payload.
 *
 * @param id unique in the data set
 * @param label its class
 * @param role what it may be used for
 * @param domain where or when it comes from; empty if the data set does not say
 * @param source who sent it; empty if the data set does not say
 * @param time its place in time, larger is later
 * @param embedding of the space of its set
 */
public record Example(
    String id,
    String label,
    Row.Role role,
    String domain,
    String source,
    double time,
    Embedding embedding) {

  /** Returns what changes when it is learnt. */
  public LabelChange learnt() {
    return new LabelChange(id, embedding, Optional.empty(), Optional.of(Assignment.of(label)));
  }

  static Example of(Row row, Embedding embedding) {
    return new Example(
        row.id(), row.label(), row.role(), row.domain(), row.source(), row.time(), embedding);
  }
}
