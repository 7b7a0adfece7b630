package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Decision;

/** Sees what a learner answers; only answers to the stream must be looked at. */
public interface Observer {
  /**
   * Sees the answer to a sample of the stream, given before its label.
   *
   * @param graded whether it counts
   * @param decision all classes the learner knows
   */
  void streamed(Example example, boolean graded, Decision decision);

  /**
   * Sees that a label was learnt that changes something.
   *
   * @param first whether the sample had none before
   */
  default void labelled(Example example, String label, boolean first) {}

  /** Is given time to put away what it saw: the learner's clocks stand still. */
  default void settle() {}

  /**
   * Sees that test samples are about to be asked about.
   *
   * @param task the task that was learnt last, from 0
   * @param end whether it is over
   */
  default void probing(int task, boolean end, Effort effort) {}

  /**
   * Sees the answer to a test sample.
   *
   * @param group number of its {@link TestGroup}
   * @param decision all classes the learner knows
   */
  default void probed(int group, Example example, Decision decision) {}

  /** Sees the answer to a sample of no class that is learnt. */
  default void probedNovel(Decision decision) {}

  /** Sees that all test samples were asked about. */
  default void probedAll() {}
}
