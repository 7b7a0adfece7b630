package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Space;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says whether a head can be promoted, and whether heads can learn from sums alone.
 *
 * @param panel the heads that run
 * @param fitted what solves fit
 * @param serving name of the head that answers; empty before a space is announced
 */
record HeadDesk(HeadPanel panel, Head fitted, Supplier<Optional<String>> serving) {

  /**
   * Checks that a head runs here.
   *
   * @return the head that answers now
   * @throws RefusedCommandException if it cannot be promoted
   */
  String checkRuns(String head) {
    String now =
        serving
            .get()
            .orElseThrow(() ->
                new RefusedCommandException("no space was announced, so nothing is known yet"));
    if (!panel.names().contains(head)) {
      throw new RefusedCommandException(
          "head '"
              + head
              + "' does not run here: those that do are "
              + panel.names()
              + " (alluvium.head, alluvium.challengers)");
    }
    return now;
  }

  /**
   * Checks that sums without their samples can be learnt.
   *
   * @throws RefusedCommandException if a solve needs more
   */
  void checkSumsSuffice(Space space) {
    if (!panel.demands(space).equals(Demands.NONE)) {
      throw new RefusedCommandException(
          "heads "
              + panel.names()
              + " are fitted from samples or their features: sums alone cannot be added or taken"
              + " away");
    }
    if (!fitted.demands(space).equals(Demands.NONE)) {
      throw new RefusedCommandException(
          "novelty is measured by samples (alluvium.novelty.score): sums alone cannot be added or"
              + " taken away");
    }
  }
}
