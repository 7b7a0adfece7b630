package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Whether adapted answers have become one class while frozen ones have not: nine in ten of the last
 * 500 or so. Mutable, for one thread.
 */
public final class Collapse {
  private static final double SHARE = 0.9;
  private static final double MEMORY = 500;

  private final AnswerShares adapted;
  private final AnswerShares frozen;

  /** Starts without answers. */
  public Collapse(int classes) {
    this.adapted = new AnswerShares(classes, MEMORY);
    this.frozen = new AnswerShares(classes, MEMORY);
  }

  /** Adds both answers to a sample, as numbers of classes. */
  public void add(int adaptedAnswer, int frozenAnswer) {
    adapted.add(adaptedAnswer);
    frozen.add(frozenAnswer);
  }

  /** Returns whether it looks so. */
  public boolean isSuspected() {
    return adapted.largest() > SHARE && frozen.largest() < SHARE;
  }

  /** Begins anew. */
  public void reset() {
    adapted.reset();
    frozen.reset();
  }

  /** Writes the shares. */
  public void save(StateWriter state) {
    adapted.save(state);
    frozen.save(state);
  }

  /** Goes on where they were written. */
  public Collapse load(StateReader state) {
    adapted.load(state);
    frozen.load(state);
    return this;
  }
}
