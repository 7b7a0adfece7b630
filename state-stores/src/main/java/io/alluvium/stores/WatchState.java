package io.alluvium.stores;

import io.alluvium.learning.StateWords;
import io.alluvium.learning.source.Seen;
import java.util.List;

/**
 * What is known of a source or its unknown samples, of what sources are compared with, or of a
 * candidate for a new class.
 *
 * @param offset ledger offset of the newest sample that it rests on, at least 0
 * @param seen samples that it may want to see again; what is left of them is in the bank
 * @param words everything else
 */
public record WatchState(long offset, List<Seen> seen, StateWords words) {
  /** Greatest number of samples. */
  public static final int MAX_SEEN = 0xffff;

  /** Checks the ranges and copies the list. */
  public WatchState {
    seen = List.copyOf(seen);
    if (offset < 0 || seen.size() > MAX_SEEN) {
      throw new IllegalArgumentException(
          "state has offset "
              + offset
              + " and "
              + seen.size()
              + " samples, expected from 0 and at most "
              + MAX_SEEN);
    }
  }
}
