package io.alluvium.learning.internal;

class VectorKernelsTest extends KernelOperationsContractTest {
  @Override
  KernelOperations kernels() {
    return new VectorKernels();
  }
}
