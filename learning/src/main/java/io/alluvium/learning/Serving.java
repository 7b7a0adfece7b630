package io.alluvium.learning;

import java.util.OptionalLong;

/**
 * Which head answers.
 *
 * @param head its name
 * @param since ledger offset of the command that chose it; empty where it was configured
 */
public record Serving(String head, OptionalLong since) {
  /** Returns that the head answers from the beginning. */
  static Serving first(Head head) {
    return new Serving(head.name(), OptionalLong.empty());
  }

  /** Returns the later of the choice and another offset; empty if there is neither. */
  OptionalLong newer(OptionalLong offset) {
    return since.isEmpty() || (offset.isPresent() && offset.getAsLong() > since.getAsLong())
        ? offset
        : since;
  }
}
