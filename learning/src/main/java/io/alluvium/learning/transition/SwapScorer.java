package io.alluvium.learning.transition;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Answers queries of the space that is entered, in one of three ways. Safe for any thread. */
public sealed interface SwapScorer {
  /** Returns the space of the queries. */
  Space space();

  /**
   * Returns the logarithm of the probability of each class it knows.
   *
   * @throws IllegalArgumentException if the dimension differs
   */
  Map<String, Double> logProbabilities(Embedding query);

  /** Returns the most probable class, of equal ones the first by name; empty if none is known. */
  default Optional<String> best(Embedding query) {
    return ranked(query).stream().findFirst().map(Candidate::label);
  }

  /**
   * Returns the most probable classes; the margin is that of their log-probabilities.
   *
   * @param topK largest number of candidates returned, at least 1
   * @throws IllegalArgumentException if the dimension differs
   */
  default Decision decide(Embedding query, int topK) {
    Map<String, Double> logs = logProbabilities(query);
    List<Candidate> ranked = ranked(logs);
    OptionalDouble margin =
        ranked.size() < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                logs.getOrDefault(ranked.get(0).label(), 0.0)
                    - logs.getOrDefault(ranked.get(1).label(), 0.0));
    return new Decision(ranked.subList(0, Math.min(topK, ranked.size())), margin);
  }

  /** Returns all classes, most probable first, equal ones by name. */
  default List<Candidate> ranked(Embedding query) {
    return ranked(logProbabilities(query));
  }

  private static List<Candidate> ranked(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(each -> new Candidate(each.getKey(), Math.min(StrictMath.exp(each.getValue()), 1)))
        .toList();
  }

  /**
   * A head fitted in that space: to moved statistics, to native ones, or to both together.
   *
   * @param space the space it was fitted in
   */
  record Direct(Space space, Scorer scorer) implements SwapScorer {
    @Override
    public Map<String, Double> logProbabilities(Embedding query) {
      return normalised(scorer, query);
    }
  }

  /**
   * The old head, untouched, asked about the image of the query in its space.
   *
   * @param back the map to the old space
   * @param scorer the old head
   */
  record Bridge(Transition back, Scorer scorer) implements SwapScorer {
    @Override
    public Space space() {
      return back.from();
    }

    @Override
    public Map<String, Double> logProbabilities(Embedding query) {
      return normalised(scorer, back.map(back.from(), query));
    }
  }

  /**
   * Several together: the mean of their log-probabilities, normalised. A class that one of them
   * does not know is left out.
   */
  record Average(List<SwapScorer> parts) implements SwapScorer {
    /**
     * Copies and checks the parts.
     *
     * @throws IllegalArgumentException if there are none, or they are of different spaces
     */
    public Average {
      parts = List.copyOf(parts);
      if (parts.stream().map(SwapScorer::space).distinct().count() != 1) {
        throw new IllegalArgumentException(
            "parts are of spaces "
                + parts.stream().map(part -> part.space().id().abbreviated()).toList()
                + ", expected one");
      }
    }

    @Override
    public Space space() {
      return parts.getFirst().space();
    }

    @Override
    public Map<String, Double> logProbabilities(Embedding query) {
      Map<String, Double> sums = new TreeMap<>(parts.getFirst().logProbabilities(query));
      for (SwapScorer part : parts.subList(1, parts.size())) {
        Map<String, Double> other = part.logProbabilities(query);
        sums.keySet().retainAll(other.keySet());
        sums.replaceAll((label, sum) -> sum + other.getOrDefault(label, 0.0));
      }
      sums.replaceAll((label, sum) -> sum / parts.size());
      return lessLogTotal(sums);
    }
  }

  /**
   * One that does not know all classes, and another that knows more: those that it alone knows have
   * the probability that it gives them, and the first one shares the rest.
   */
  record Completed(SwapScorer some, SwapScorer more) implements SwapScorer {
    /**
     * Checks the spaces.
     *
     * @throws IllegalArgumentException if they differ
     */
    public Completed {
      if (!some.space().equals(more.space())) {
        throw new IllegalArgumentException(
            "parts are of spaces "
                + some.space().id().abbreviated()
                + " and "
                + more.space().id().abbreviated()
                + ", expected one");
      }
    }

    @Override
    public Space space() {
      return some.space();
    }

    @Override
    public Map<String, Double> logProbabilities(Embedding query) {
      Map<String, Double> known = new TreeMap<>(some.logProbabilities(query));
      Map<String, Double> others = new TreeMap<>(more.logProbabilities(query));
      others.keySet().removeAll(known.keySet());
      double rest = 1;
      for (double log : others.values()) {
        rest -= StrictMath.exp(log);
      }
      double logRest = StrictMath.log(Math.max(rest, Double.MIN_NORMAL));
      known.replaceAll((label, log) -> log + logRest);
      known.putAll(others);
      return known;
    }
  }

  private static Map<String, Double> normalised(Scorer scorer, Embedding query) {
    double[] scores = scorer.scores(query);
    Map<String, Double> byLabel = new TreeMap<>();
    for (int c = 0; c < scores.length; c++) {
      byLabel.put(scorer.labels().get(c), scores[c]);
    }
    return lessLogTotal(byLabel);
  }

  private static Map<String, Double> lessLogTotal(Map<String, Double> scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores.values()) {
      largest = Math.max(largest, score);
    }
    double total = 0;
    for (double score : scores.values()) {
      total += StrictMath.exp(score - largest);
    }
    double log = largest + StrictMath.log(total);
    scores.replaceAll((label, score) -> score - log);
    return scores;
  }
}
