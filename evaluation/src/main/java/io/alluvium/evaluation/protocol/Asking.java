package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Learner;

/** Says which samples of a stream get their labels. */
public interface Asking {
  /** Every label comes. */
  Asking EVERYTHING = (example, graded, decision, learner) -> true;

  /**
   * Returns whether the labels of a sample come.
   *
   * @param graded whether its prediction counts
   * @param decision the answer to it
   * @param learner that answered: read only
   */
  boolean asks(Example example, boolean graded, Decision decision, Learner learner);
}
