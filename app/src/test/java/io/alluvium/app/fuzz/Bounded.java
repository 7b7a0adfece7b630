package io.alluvium.app.fuzz;

import java.lang.management.ManagementFactory;

/** Holds a decoder to memory that its input accounts for. */
public final class Bounded {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What the trace of an exception may take. */
  private static final long ALWAYS = 1L << 20;

  private static final long EACH_BYTE = 256;

  /** The first run of a path also loads its classes, which the fuzzer rewrites. */
  private static final int RUNS = 4;

  private Bounded() {}

  /** Runs the decoder; fails if it always takes much more memory than the input has bytes. */
  public static void run(byte[] input, Runnable decoder) {
    long limit = ALWAYS + EACH_BYTE * input.length;
    long taken = taken(decoder);
    for (int run = 1; run < RUNS && taken > limit; run++) {
      taken = taken(decoder);
    }
    if (taken > limit) {
      throw new AssertionError("took " + taken + " bytes for an input of " + input.length);
    }
  }

  private static long taken(Runnable decoder) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    decoder.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
