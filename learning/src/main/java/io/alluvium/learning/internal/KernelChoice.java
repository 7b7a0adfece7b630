package io.alluvium.learning.internal;

/** Chooses the kernels: vectors where the module is there, plain loops where it is not. */
public final class KernelChoice {
  /** System property that forces one implementation: {@code scalar} or {@code vector}. */
  public static final String PROPERTY = "alluvium.kernels";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String ABSENT =
      MODULE + " is not available; run with --add-modules " + MODULE;

  private KernelChoice() {}

  /**
   * Returns the kernels to use.
   *
   * @param forced {@code scalar}, {@code vector}, or empty to choose by what is available
   * @throws IllegalArgumentException if it is anything else
   * @throws IllegalStateException if the vector kernels are forced and the module is absent
   */
  public static KernelOperations choose(String forced) {
    boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
    return switch (forced) {
      case "" -> present ? new VectorKernels() : new ScalarKernels(ABSENT);
      case "scalar" -> new ScalarKernels("asked for by -D" + PROPERTY + "=scalar");
      case "vector" -> {
        if (!present) {
          throw new IllegalStateException("vector kernels were asked for, but " + ABSENT);
        }
        yield new VectorKernels();
      }
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is '" + forced + "', expected scalar or vector");
    };
  }
}
