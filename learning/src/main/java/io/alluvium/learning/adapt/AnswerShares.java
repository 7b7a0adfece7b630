package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Arrays;

/** Fading shares of the classes that were answered. Mutable, for one thread. */
final class AnswerShares {
  private final double[] shares;
  private final double memory;
  private long count;

  AnswerShares(int classes, double memory) {
    this.shares = new double[classes];
    this.memory = memory;
  }

  void add(int answered) {
    count++;
    for (int c = 0; c < shares.length; c++) {
      shares[c] += ((c == answered ? 1 : 0) - shares[c]) / Math.min((double) count, memory);
    }
  }

  double of(int c) {
    return shares[c];
  }

  /** Returns the greatest share; 0 before the memory is full. */
  double largest() {
    double largest = 0;
    for (double share : shares) {
      largest = Math.max(largest, share);
    }
    return count < memory ? 0 : largest;
  }

  void save(StateWriter state) {
    state.put(shares).put(count);
  }

  void load(StateReader state) {
    System.arraycopy(state.nextDoubles(shares.length), 0, shares, 0, shares.length);
    count = state.nextLong(Long.MAX_VALUE);
  }

  void reset() {
    Arrays.fill(shares, 0);
    count = 0;
  }
}
