package io.alluvium.learning;

import java.util.List;
import java.util.Set;

/**
 * Scores are the logarithms of the mean probabilities of several scorers that know the same
 * classes. Immutable.
 */
final class AveragedScorer implements Scorer {
  /** A probability below this counts as this. */
  private static final double LEAST = 1e-300;

  private final List<Scorer> members;

  AveragedScorer(List<Scorer> members) {
    this.members = List.copyOf(members);
  }

  @Override
  public List<String> labels() {
    return members.getFirst().labels();
  }

  @Override
  public double[] scores(Embedding query) {
    double[] mean = new double[labels().size()];
    for (Scorer member : members) {
      double[] probabilities = Ranking.probabilities(member.scores(query));
      for (int c = 0; c < mean.length; c++) {
        mean[c] += probabilities[c] / members.size();
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] = StrictMath.log(Math.max(mean[c], LEAST));
    }
    return mean;
  }

  @Override
  public AveragedScorer refreshed(Evidence now, Set<String> changed) {
    return new AveragedScorer(
        members.stream().map(member -> member.refreshed(now, changed)).toList());
  }
}
