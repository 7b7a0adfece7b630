package io.alluvium.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Draws vectors of a class together and others apart: the mean over all vectors with another of
 * their class in the batch of the negative logarithm of the softmax that those get.
 *
 * <p>Source: Khosla et al., "Supervised contrastive learning", NeurIPS 2020, equation (2).
 *
 * @param temperature divides the cosines, above 0
 */
record SupervisedContrastive(double temperature) implements ClassLoss {
  private static final float SELF = 1e9f;

  /**
   * Returns the loss.
   *
   * @param adapted float32[batch, dim], unit rows
   * @return a scalar; 0 where no class has two vectors
   */
  @Override
  public NDArray of(NDArray adapted, Batch batch, NDManager manager) {
    NDArray cosines = Constants.over(adapted.matMul(adapted.transpose()), temperature);
    NDArray self = manager.eye(batch.size()).mul(SELF);
    NDArray logs = cosines.sub(self).logSoftmax(1);
    NDArray positives = manager.create(positives(batch), new Shape(batch.size(), batch.size()));
    return logs.mul(positives).sum().neg();
  }

  /** Returns what each pair counts: float32[batch * batch], which sum up to 1 or are all 0. */
  private static float[] positives(Batch batch) {
    int size = batch.size();
    float[] positives = new float[size * size];
    int[] others = new int[size];
    int anchors = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        others[i] += isPositive(batch, i, j) ? 1 : 0;
      }
      anchors += others[i] > 0 ? 1 : 0;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (isPositive(batch, i, j)) {
          positives[i * size + j] = 1f / others[i] / anchors;
        }
      }
    }
    return positives;
  }

  private static boolean isPositive(Batch batch, int anchor, int other) {
    return anchor != other && batch.label(anchor).equals(batch.label(other));
  }
}
