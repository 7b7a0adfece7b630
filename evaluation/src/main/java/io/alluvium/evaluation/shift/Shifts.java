package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import java.util.List;

/**
 * By what samples of a stream may differ from those that were learnt.
 *
 * @param corruptions damage of our own making, as in {@code noise:3}; where nothing else is said,
 *     none stands for all kinds of the payload at severity 3
 * @param beside names or paths of other data sets with the same classes, each a domain
 * @param learntDomains how many domains of the data set are learnt, its first in time; each later
 *     one is a shift. 0: the data set is one domain
 */
public record Shifts(List<String> corruptions, List<String> beside, int learntDomains) {

  /** Copies the lists and checks the number. */
  public Shifts {
    corruptions = List.copyOf(corruptions);
    beside = List.copyOf(beside);
    if (learntDomains < 0) {
      throw new EvaluationException(
          "domains that are learnt are " + learntDomains + ", expected at least 0");
    }
  }

  /** Returns damage alone. */
  public static Shifts ofDamage(List<String> corruptions) {
    return new Shifts(corruptions, List.of(), 0);
  }

  /** Returns whether there is something else than damage. */
  boolean isMoreThanDamage() {
    return learntDomains > 0 || !beside.isEmpty();
  }
}
