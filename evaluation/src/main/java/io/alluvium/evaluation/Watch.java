package io.alluvium.evaluation;

/** Looks on while an evaluation works, and may end it. Called often, on the working thread. */
public interface Watch {
  /** Sees nothing and never ends anything. */
  Watch NONE = (_, _, _) -> {};

  /**
   * Is told how far the work is.
   *
   * @param what what is being done
   * @param done rows or steps done, at least 0
   * @param of how many there are in all; 0 if that is not known
   * @throws StoppedException if the work is to end here
   */
  void at(String what, long done, long of);
}
