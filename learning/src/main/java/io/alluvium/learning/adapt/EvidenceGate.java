package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;

/**
 * Says whether samples are to be answered where a displacement puts them: while the evidence for it
 * is above 0, which is how much nearer a sample is to a class there (the difference of squared
 * Mahalanobis distances clipped at 30) plus nine tenths of the evidence before. Looks at no answer,
 * so a wrong displacement cannot confirm itself. Mutable, for one thread.
 */
public final class EvidenceGate {
  /** So many samples in a row without evidence: the source has returned. */
  static final int RETURNED = 32;

  private static final double CLIP = 30;
  private static final double KEPT = 0.9;

  private double evidence;
  private int without;

  /** Returns the evidence now. */
  double evidence() {
    return evidence;
  }

  /**
   * Returns the evidence with one more sample.
   *
   * @param before the evidence before it
   * @param gain by how much its squared distance to the nearest class falls
   */
  static double with(double before, double gain) {
    return KEPT * before + Math.clamp(gain, -CLIP, CLIP);
  }

  /** Returns whether a sample of this gain is to be answered where it is displaced. */
  public boolean isOpenFor(double gain) {
    return with(evidence, gain) > 0;
  }

  /** Adds a sample; returns whether the source has returned to what it was. */
  public boolean add(double gain) {
    evidence = with(evidence, gain);
    without = evidence < 0 ? without + 1 : 0;
    return without >= RETURNED;
  }

  /** Begins anew. */
  public void reset() {
    evidence = 0;
    without = 0;
  }

  /** Writes the evidence. */
  public void save(StateWriter state) {
    state.put(evidence).put((long) without);
  }

  /** Goes on where it was written. */
  public EvidenceGate load(StateReader state) {
    evidence = state.nextDouble();
    without = state.nextInt(RETURNED);
    return this;
  }
}
