package io.alluvium.evaluation.protocol;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * What time is measured with; nothing that is decided depends on it.
 *
 * @param wall a monotonic clock in nanoseconds
 * @param cpu processor time of the calling thread in nanoseconds
 */
public record Clocks(LongSupplier wall, LongSupplier cpu) {
  /** Returns the clocks of this machine. */
  public static Clocks system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Clocks(System::nanoTime, threads::getCurrentThreadCpuTime);
  }
}
