package io.alluvium.topology.internal.learn;

import java.util.List;
import java.util.Optional;

/**
 * An entry with the answer for its sample.
 *
 * @param joined the entry and what it means
 * @param answer the answer; empty where there is nothing to predict
 * @param notices what has to be published of its source
 */
public record Decided(Joined joined, Optional<Answer> answer, List<Notice> notices) {
  /** Copies the list. */
  public Decided {
    notices = List.copyOf(notices);
  }
}
