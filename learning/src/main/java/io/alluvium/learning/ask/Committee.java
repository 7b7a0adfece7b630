package io.alluvium.learning.ask;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import java.util.List;
import java.util.Optional;

/**
 * The heads beside the one that answers, which vote on how sure an answer is. Immutable.
 *
 * <p>Source: Seung, Opper and Sompolinsky, "Query by committee", COLT 1992, and Dagan and Engelson,
 * "Committee-based sampling for training probabilistic classifiers", ICML 1995. Departs from them:
 * the committee is of different heads on the same samples, and what counts is the share that
 * differs from the answer, not the entropy of all votes.
 *
 * @param heads names of heads that a learner runs; the one that answers may be among them
 */
public record Committee(List<String> heads) {
  /** Copies the list. */
  public Committee {
    heads = List.copyOf(heads);
  }

  /**
   * Returns the share of the heads beside the one that answers whose best class is another, in [0,
   * 1]; 0 where there are none. Costs as much as an answer for each of them.
   *
   * @param answer what the head that answers says of the sample
   * @throws IllegalArgumentException if the learner runs several heads and one of them is missing
   */
  public double disagreement(Learner learner, Embedding sample, Decision answer) {
    List<String> voters =
        heads.stream().filter(head -> !head.equals(learner.serving().head())).toList();
    Optional<String> answered = best(answer);
    long others =
        voters.stream()
            .filter(head -> !best(learner.scorer(head).decide(sample, 1)).equals(answered))
            .count();
    return voters.isEmpty() ? 0 : (double) others / voters.size();
  }

  private static Optional<String> best(Decision decision) {
    return decision.candidates().stream().findFirst().map(Candidate::label);
  }
}
