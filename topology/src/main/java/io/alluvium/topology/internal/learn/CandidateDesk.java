package io.alluvium.topology.internal.learn;

import io.alluvium.learning.source.Seen;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Knows the candidates for new classes.
 *
 * @param open finds the samples of a candidate that is open
 */
record CandidateDesk(Function<String, Optional<List<Seen>>> open) {

  /**
   * Returns the samples of a candidate.
   *
   * @throws RefusedCommandException if none of that id is open
   */
  List<Seen> samples(String id) {
    return open.apply(id)
        .orElseThrow(() ->
            new RefusedCommandException(
                "no candidate '"
                    + id
                    + "' is open: it was never found, or named, dismissed or"
                    + " dropped since"));
  }
}
