package io.alluvium.training;

import ai.djl.ndarray.NDArray;

/**
 * Products and quotients of an array with a number that last until the gradient is taken. Those of
 * DJL with a {@code Number} free the memory of the number at once, which PyTorch still reads when
 * it goes back: now and then a gradient of garbage.
 */
final class Constants {
  private Constants() {}

  static NDArray times(NDArray array, double factor) {
    return array.mul(constant(array, factor));
  }

  static NDArray over(NDArray array, double divisor) {
    return array.div(constant(array, divisor));
  }

  /** Belongs to the manager of the array, and is freed with it. */
  private static NDArray constant(NDArray array, double value) {
    return array.getManager().create((float) value);
  }
}
