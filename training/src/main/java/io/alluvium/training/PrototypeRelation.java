package io.alluvium.training;

import ai.djl.ndarray.NDArray;

/**
 * Keeps, for the prototype of each old class, which vectors of the batch are how close to it: the
 * cross entropy between the softmax over the batch before and after. No vector of an old class is
 * needed, and prototypes move with what they are compared with.
 *
 * <p>Source: Asadi et al., "Prototype-sample relation distillation: towards replay-free continual
 * learning", ICML 2023. Departs from it: prototypes begin as class means, and those of new classes
 * are not learnt, since heads are fitted to sums and read none.
 *
 * @param temperature divides the cosines, above 0
 */
record PrototypeRelation(double temperature) {

  /**
   * Returns the loss.
   *
   * @param before float32[batch, dim], unit rows as the frozen encoder gave them
   * @param adapted float32[batch, dim], unit rows
   * @param means float32[classes, dim], unit rows: means of the old classes before
   * @param prototypes float32[classes, dim], which move
   * @return a scalar
   */
  NDArray of(NDArray before, NDArray adapted, NDArray means, NDArray prototypes) {
    NDArray relation = Constants.over(means.matMul(before.transpose()), temperature).softmax(1);
    NDArray unit = prototypes.div(prototypes.norm(new int[] {1}, true));
    NDArray now = Constants.over(unit.matMul(adapted.transpose()), temperature).logSoftmax(1);
    return Constants.over(relation.mul(now).sum().neg(), (double) means.getShape().get(0));
  }
}
