package io.alluvium.evaluation.protocol;

import java.util.List;

/**
 * Test samples that are counted together: those of one task.
 *
 * @param name name of the task
 * @param examples which
 */
public record TestGroup(String name, List<Integer> examples) {
  /** Copies the list. */
  public TestGroup {
    examples = List.copyOf(examples);
  }
}
