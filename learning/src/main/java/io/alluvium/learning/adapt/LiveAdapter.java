package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * An adapter that goes on bit for bit where it was written, also beside a later solve: what is in
 * the units of embeddings stays as it is, what belongs to classes stays with their labels, and the
 * rest begins anew. A fresh one takes up what {@link #save} wrote and then, beside the same solve
 * only, what {@link #saveOfSolve} wrote. Mutable, for one thread.
 */
public interface LiveAdapter extends Adapter {
  /**
   * Returns how many of the last samples of its source it wants to answer together, the newest
   * last; 1 where a sample is answered alone.
   */
  default int window() {
    return 1;
  }

  /** Writes what holds beside any solve of the space. */
  void save(StateWriter state);

  /**
   * Goes on where that was written.
   *
   * @throws IllegalArgumentException if the numbers cannot have been written by {@link #save}
   */
  void load(StateReader state);

  /** Writes what else holds beside this solve only. */
  default void saveOfSolve(StateWriter state) {}

  /**
   * Goes on where that was written.
   *
   * @throws IllegalArgumentException if the numbers cannot have been written by {@link
   *     #saveOfSolve}
   */
  default void loadOfSolve(StateReader state) {}
}
