package io.alluvium.training;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.topology.AlluviumConfig;
import java.util.List;

/**
 * Labelled vectors and where they come from.
 *
 * @param set the vectors; those of a bank may all be learnt
 * @param base the encoder that made them
 * @param settings of the deployment they come from, or the user's own
 */
record Vectors(ExampleSet set, BaseEncoder base, AlluviumConfig settings) {
  /** Returns what may be learnt. */
  List<Example> learnt() {
    return set.of(Row.Role.TRAIN);
  }
}
