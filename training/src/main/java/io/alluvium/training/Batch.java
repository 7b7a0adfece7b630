package io.alluvium.training;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Normalisation;
import java.util.List;

/**
 * Vectors that go through an adapter together.
 *
 * @param examples at least one, all of one L2 space
 */
record Batch(List<Example> examples) {
  /** Copies the list. */
  Batch {
    examples = List.copyOf(examples);
  }

  int size() {
    return examples.size();
  }

  /** Returns the vectors: float32[size * dim], row by row, of about unit norm. */
  float[] rows() {
    int dim = examples.getFirst().embedding().dim();
    float[] rows = new float[size() * dim];
    for (int row = 0; row < size(); row++) {
      for (int i = 0; i < dim; i++) {
        rows[row * dim + i] = examples.get(row).embedding().get(i) / (float) Normalisation.UNIT;
      }
    }
    return rows;
  }

  String label(int row) {
    return examples.get(row).label();
  }
}
