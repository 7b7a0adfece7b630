package io.alluvium.benchmarks;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core of this machine can do at best, for programs of the JDK: reading memory, and
 * multiplying and adding integers of 32 bits. Not thread-safe.
 */
final class MachineLimits {
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int CHAINS = 8;
  private static final int STEPS = 1 << 14;

  private long sum;

  /**
   * Returns how many elements were read: the array once, in vectors of the preferred width, which
   * are added and nothing else.
   *
   * @param values int16[], a multiple of four vectors long
   */
  long read(short[] values) {
    ShortVector a = ShortVector.zero(SHORTS);
    ShortVector b = a;
    ShortVector c = a;
    ShortVector d = a;
    int width = SHORTS.length();
    for (int i = 0; i + 4 * width <= values.length; i += 4 * width) {
      a = a.add(ShortVector.fromArray(SHORTS, values, i));
      b = b.add(ShortVector.fromArray(SHORTS, values, i + width));
      c = c.add(ShortVector.fromArray(SHORTS, values, i + 2 * width));
      d = d.add(ShortVector.fromArray(SHORTS, values, i + 3 * width));
    }
    sum += a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    return values.length;
  }

  /** Returns how many products were made and added, in {@value #CHAINS} chains in registers. */
  long multiply() {
    IntVector factor = IntVector.broadcast(INTS, (int) sum | 1);
    IntVector a = factor;
    IntVector b = factor.add(1);
    IntVector c = factor.add(2);
    IntVector d = factor.add(3);
    IntVector e = factor.add(4);
    IntVector f = factor.add(5);
    IntVector g = factor.add(6);
    IntVector h = factor.add(7);
    for (int i = 0; i < STEPS; i++) {
      a = a.mul(factor).add(factor);
      b = b.mul(factor).add(factor);
      c = c.mul(factor).add(factor);
      d = d.mul(factor).add(factor);
      e = e.mul(factor).add(factor);
      f = f.mul(factor).add(factor);
      g = g.mul(factor).add(factor);
      h = h.mul(factor).add(factor);
    }
    sum += a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).reduceLanes(VectorOperators.ADD);
    return (long) STEPS * CHAINS * INTS.length();
  }

  /** Returns a number that follows from all that was done, so that none of it can be left out. */
  long sum() {
    return sum;
  }
}
