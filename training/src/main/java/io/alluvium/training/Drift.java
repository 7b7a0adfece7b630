package io.alluvium.training;

import ai.djl.ndarray.NDArray;

/**
 * How far vectors move from those of the frozen encoder: the mean of {@code ||y - x||^2}, which for
 * unit vectors is twice one minus their cosine.
 *
 * <p>Source: distillation of features, as in Hou et al., "Learning a unified classifier
 * incrementally via rebalancing" (LUCIR), CVPR 2019.
 */
final class Drift {
  private Drift() {}

  /**
   * Returns the loss.
   *
   * @param before float32[batch, dim], unit rows
   * @param adapted float32[batch, dim], unit rows
   * @return a scalar
   */
  static NDArray of(NDArray before, NDArray adapted) {
    return Constants.over(adapted.sub(before).square().sum(), (double) before.getShape().get(0));
  }
}
