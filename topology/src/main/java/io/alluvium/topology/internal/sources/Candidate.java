package io.alluvium.topology.internal.sources;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.WatchState;
import java.util.List;

/**
 * A candidate for a new class.
 *
 * @param id names it
 * @param offset ledger offset of the sample with which it was found
 * @param samples those of its samples that are nearest to its middle, at most {@value #KEPT}
 * @param dismissed whether somebody said that it is none
 */
record Candidate(String id, long offset, List<Seen> samples, boolean dismissed) {
  /** Samples that are kept. */
  static final int KEPT = 24;

  /** With fewer samples it is forgotten. */
  static final int LEAST = 8;

  Candidate {
    samples = List.copyOf(samples);
  }

  Candidate dismiss() {
    return new Candidate(id, offset, samples, true);
  }

  Candidate with(List<Seen> left) {
    return new Candidate(id, offset, left, dismissed);
  }

  WatchState save() {
    return new WatchState(offset, samples, new StateWriter().put(dismissed).words());
  }

  /**
   * Returns the candidate as it was written.
   *
   * @throws CorruptStateException if it cannot have been written
   */
  static Candidate load(String id, WatchState stored) {
    try {
      StateReader state = new StateReader(stored.words());
      boolean dismissed = state.nextBoolean();
      state.end();
      return new Candidate(id, stored.offset(), stored.seen(), dismissed);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("candidate '" + id + "' cannot be read", e);
    }
  }
}
