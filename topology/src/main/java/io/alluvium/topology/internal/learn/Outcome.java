package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.topology.internal.wire.Body;
import java.util.Optional;

/** What an entry means once it met what is remembered. Closed. */
public sealed interface Outcome {

  /**
   * A new sample: to be predicted, and then learnt if its label was waiting.
   *
   * @param sample the sample
   * @param embedding its embedding in the space that is learnt in
   * @param waiting what its label does, if it was here first
   */
  record Accepted(Body.Sample sample, Embedding embedding, Optional<LabelChange> waiting)
      implements Outcome {}

  /** A label that changes the sums. */
  record Relabelled(LabelChange change) implements Outcome {}

  /** A command for the learner. */
  record Commanded(Body.Command command) implements Outcome {}

  /** The announcement of a space. */
  record Announced(Body.Announcement announcement) implements Outcome {}

  /** Nothing to predict or to learn: a duplicate, a waiting label, a stale label, a dead letter. */
  record Settled() implements Outcome {}
}
