package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadScore;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scores heads side by side: each is asked about a sample when its first label comes, just before
 * it is learnt. Later labels of a sample change nothing, and nothing is taken back: like a counter,
 * a score says what happened. With one head there is nothing to score. Not thread-safe.
 */
final class Contest {
  private final List<String> heads;
  private final int reportEvery;
  private final Map<String, HeadScore> scores = new TreeMap<>();

  /**
   * Begins where it stood.
   *
   * @param reportEvery questions between two reports; 0 is never
   * @param before scores so far; those of heads that do not run any more are left out
   */
  Contest(List<String> heads, int reportEvery, Map<String, HeadScore> before) {
    this.heads = heads;
    this.reportEvery = reportEvery;
    if (isOn()) {
      heads.forEach(head -> scores.put(head, before.getOrDefault(head, HeadScore.NONE)));
    }
  }

  private boolean isOn() {
    return heads.size() > 1;
  }

  Map<String, HeadScore> scores() {
    return scores;
  }

  /** Asks all heads about a sample whose first label comes; returns a report where one is due. */
  Optional<Notice> ask(Learner learner, LabelChange change) {
    if (!isOn() || !change.isFirstLabel()) {
      return Optional.empty();
    }
    String truth = change.entered().orElseThrow();
    for (String head : heads) {
      boolean hit =
          guess(learner.scorer(head), change.embedding()).filter(truth::equals).isPresent();
      scores.compute(head, (name, score) -> (score == null ? HeadScore.NONE : score).plus(hit));
    }
    long asked = scores.values().stream().mapToLong(HeadScore::asked).max().orElse(0);
    return reportEvery > 0 && asked % reportEvery == 0
        ? Optional.of(report(learner.serving().head(), asked))
        : Optional.empty();
  }

  private static Optional<String> guess(Scorer scorer, Embedding sample) {
    return scorer.decide(sample, 1).candidates().stream()
        .findFirst()
        .map(candidate -> candidate.label());
  }

  private Notice report(String serving, long asked) {
    Map<String, String> details = new TreeMap<>();
    String best = serving;
    double most = scores.getOrDefault(serving, HeadScore.NONE).fadingAccuracy();
    for (Map.Entry<String, HeadScore> each : scores.entrySet()) {
      HeadScore score = each.getValue();
      details.put(each.getKey() + ".asked", Long.toString(score.asked()));
      details.put(each.getKey() + ".right", Long.toString(score.right()));
      details.put(each.getKey() + ".accuracy", text(score.accuracy()));
      details.put(each.getKey() + ".fading_accuracy", text(score.fadingAccuracy()));
      if (score.fadingAccuracy() > most) {
        most = score.fadingAccuracy();
        best = each.getKey();
      }
    }
    details.put("serving", serving);
    details.put("best", best);
    return new Notice.Happened(
        EventType.HEAD_SCORES,
        Optional.empty(),
        "After "
            + asked
            + " labels head "
            + serving
            + " answers; the best of late is "
            + best
            + ".",
        details);
  }

  private static String text(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
