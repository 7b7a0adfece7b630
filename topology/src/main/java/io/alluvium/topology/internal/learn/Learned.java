package io.alluvium.topology.internal.learn;

import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.List;
import java.util.Optional;

/**
 * An entry that is done with, and what has to be published of it.
 *
 * @param entry the entry
 * @param answer the prediction, if it brought a sample
 * @param notices events and dead letters
 */
public record Learned(LedgerEntry entry, Optional<Answer> answer, List<Notice> notices) {
  /** Copies the list. */
  public Learned {
    notices = List.copyOf(notices);
  }
}
