package io.alluvium.learning.internal;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Matrices for tests, and both kernels to run them on. */
final class RandomMatrices {
  static final List<KernelOperations> KERNELS =
      List.of(new ScalarKernels("under test"), new VectorKernels());

  private RandomMatrices() {}

  /** A sum of {@code rank} random outer products. */
  static DMatrixRMaj symmetric(RandomGenerator random, int dim, int rank) {
    DMatrixRMaj rows = new DMatrixRMaj(dim, rank);
    for (int i = 0; i < rows.getNumElements(); i++) {
      rows.set(i, random.nextGaussian());
    }
    DMatrixRMaj result = new DMatrixRMaj(dim, dim);
    CommonOps_DDRM.multTransB(rows, rows, result);
    return result;
  }

  static DMatrixRMaj wrap(double[] matrix, int dim) {
    return DMatrixRMaj.wrap(dim, dim, matrix);
  }

  /** Returns {@code V diag(values) V'}. */
  static DMatrixRMaj reconstructed(SymmetricEigen eigen, int dim) {
    DMatrixRMaj vectors = wrap(eigen.vectors(), dim);
    DMatrixRMaj scaled = vectors.copy();
    CommonOps_DDRM.multRows(eigen.values(), scaled);
    DMatrixRMaj result = new DMatrixRMaj(dim, dim);
    CommonOps_DDRM.multTransA(vectors, scaled, result);
    return result;
  }
}
