package io.alluvium.learning.ask;

/** Why a label is asked for. */
public enum AskReason {
  /** The two most probable classes are nearly as probable as each other. */
  UNCERTAIN,
  /** The sample looks like none of those that were learnt. */
  NOVEL,
  /** The answer is uncertain, and few samples of its class were learnt. */
  RARE,
  /** The answer is somewhat uncertain, and challengers answer otherwise. */
  DISAGREEMENT,
  /** Nothing but its id: the share by which accuracy is estimated. */
  RANDOM
}
