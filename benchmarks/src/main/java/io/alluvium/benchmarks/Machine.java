package io.alluvium.benchmarks;

import io.alluvium.learning.Kernels;

/**
 * What the bench ran on.
 *
 * @param processors processors that Java may use
 * @param java version of Java
 * @param system operating system and architecture
 * @param kernels numeric kernels in use
 */
record Machine(int processors, String java, String system, String kernels) {
  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Kernels.implementation());
  }

  @Override
  public String toString() {
    return processors + " processors, Java " + java + ", " + system + ", kernels " + kernels;
  }
}
