package io.alluvium.learning.internal;

class ScalarKernelsTest extends KernelOperationsContractTest {
  @Override
  KernelOperations kernels() {
    return new ScalarKernels("under test");
  }
}
