package io.alluvium.learning.ask;

/** By what samples are chosen, beside the random share. */
public enum AskStrategy {
  /** By nothing: the whole budget is random. */
  RANDOM,
  /** By how nearly the two most probable classes are as probable as each other. */
  UNCERTAIN,
  /** By the same, weighed by how few samples of the class were learnt; and by novelty. */
  AUTO,
  /** By the same, and where that nearly suffices by how many challengers answer otherwise. */
  COMMITTEE
}
