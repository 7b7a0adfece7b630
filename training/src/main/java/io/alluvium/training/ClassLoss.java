package io.alluvium.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alluvium.learning.SimplexAssignment;
import java.util.Optional;

/** What tells the classes of a batch apart: the term that training is for. */
sealed interface ClassLoss permits SupervisedContrastive, SimplexCrossEntropy {

  /**
   * Returns the loss.
   *
   * @param adapted float32[batch, dim], unit rows
   * @return a scalar
   */
  NDArray of(NDArray adapted, Batch batch, NDManager manager);

  /** Returns the vertices that it draws classes to; empty if to none. */
  default Optional<SimplexAssignment> assignment() {
    return Optional.empty();
  }

  /**
   * Returns the loss that the options name.
   *
   * @param kept vertices that classes have from a training before; all others may be taken
   * @throws io.alluvium.evaluation.EvaluationException if there are more classes than vertices, or
   *     the vertices kept are of another dimension
   */
  static ClassLoss of(AdapterOptions options, TrainingSet set, Optional<SimplexAssignment> kept) {
    return switch (options.loss()) {
      case CONTRASTIVE -> new SupervisedContrastive(options.temperature());
      case SIMPLEX ->
          new SimplexCrossEntropy(options.temperature(), ClassVertices.assigned(set, kept));
    };
  }
}
