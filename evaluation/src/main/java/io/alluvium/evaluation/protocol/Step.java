package io.alluvium.evaluation.protocol;

import io.alluvium.learning.Assignment;

/**
 * One thing that happens to a learner. Samples, labels and solves are entries of a ledger; a look
 * at test samples is none and leaves no trace in the learner. Examples are numbered as in their
 * set.
 */
public sealed interface Step {
  /**
   * A sample comes and is predicted.
   *
   * @param example which
   * @param graded whether the prediction counts
   */
  record Sample(int example, boolean graded) implements Step {}

  /**
   * A label comes for a sample that came before, its first or one that replaces it.
   *
   * @param example which
   * @param label the class, and how much it counts
   */
  record Label(int example, Assignment label) implements Step {}

  /** A command that changes nothing: the head is solved at once from all that was learnt. */
  record Solve() implements Step {}

  /**
   * All test samples are asked about.
   *
   * @param task the task that was learnt last, from 0
   * @param end whether it is over
   */
  record Probe(int task, boolean end) implements Step {}
}
