package io.alluvium.learning.internal;

/** Plain loops: the reference, and the fallback where the vector module is absent. */
public final class ScalarKernels implements KernelOperations {
  private final String reason;

  /**
   * Creates the scalar kernels.
   *
   * @param reason why they were chosen, for people
   */
  public ScalarKernels(String reason) {
    this.reason = reason;
  }

  @Override
  public String description() {
    return "scalar: " + reason;
  }

  @Override
  public void dots(short[] query, short[] rows, int count, int[] out) {
    int dim = query.length;
    for (int r = 0; r < count; r++) {
      int start = r * dim;
      int sum = 0;
      for (int i = 0; i < dim; i++) {
        sum += query[i] * rows[start + i];
      }
      out[r] = sum;
    }
  }

  @Override
  public void addOuter(short[] vector, int times, long[] packed) {
    int start = 0;
    for (int i = 0; i < vector.length; i++) {
      int factor = times * vector[i];
      for (int j = 0; j <= i; j++) {
        packed[start + j] += (long) factor * vector[j];
      }
      start += i + 1;
    }
  }

  @Override
  public void addRows(
      int count,
      int length,
      double[] factors,
      int factorsAt,
      double[] rows,
      int rowsAt,
      int stride,
      double[] target,
      int targetAt) {
    for (int k = 0; k < count; k++) {
      double factor = factors[factorsAt + k];
      int row = rowsAt + k * stride;
      for (int i = 0; i < length; i++) {
        target[targetAt + i] += factor * rows[row + i];
      }
    }
  }

  @Override
  public void rotate(double[] values, int xAt, int yAt, int length, double cosine, double sine) {
    for (int i = 0; i < length; i++) {
      double x = values[xAt + i];
      double y = values[yAt + i];
      values[xAt + i] = cosine * x - sine * y;
      values[yAt + i] = sine * x + cosine * y;
    }
  }
}
