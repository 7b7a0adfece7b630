package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadScore;
import io.alluvium.learning.transition.SwapScorer;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Scores the ways in which a new encoder can serve, side by side: each is asked about a sample when
 * its first label comes, just before it is learnt. Pairs held out choose the way to begin with;
 * once there are labels enough, another that was clearly better of late takes its place. Not
 * thread-safe.
 */
final class WayContest {
  private static final int LEAST_ASKED = 50;
  private static final double LEAD = 0.02;

  private final Map<String, HeadScore> scores;

  /** Begins where it stood. */
  WayContest(Map<String, HeadScore> before) {
    this.scores = new TreeMap<>(before);
  }

  Map<String, HeadScore> scores() {
    return scores;
  }

  /** Asks each way about a sample of a class. */
  void ask(
      Iterable<String> ways, Function<String, SwapScorer> way, Embedding sample, String truth) {
    for (String name : ways) {
      boolean hit = way.apply(name).best(sample).filter(truth::equals).isPresent();
      scores.put(name, scores.getOrDefault(name, HeadScore.NONE).plus(hit));
    }
  }

  /** Returns a way that is clearly better than the present one, the best there is. */
  Optional<String> better(String present) {
    HeadScore score = scores.getOrDefault(present, HeadScore.NONE);
    if (score.asked() < LEAST_ASKED) {
      return Optional.empty();
    }
    return scores.entrySet().stream()
        .filter(each -> each.getValue().fadingAccuracy() >= score.fadingAccuracy() + LEAD)
        .max(Map.Entry.comparingByValue(Comparator.comparingDouble(HeadScore::fadingAccuracy)))
        .map(Map.Entry::getKey);
  }
}
