package io.alluvium.learning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Adds the logarithm of a class prior to the scores of another scorer. What a class gains is
 * computed when the class is. Immutable.
 */
final class PriorScorer implements Scorer {
  /** As candidates are ranked: equal scores in the order of labels. */
  private static final Comparator<ScoreParts> BEST_FIRST =
      Comparator.comparingDouble(ScoreParts::score)
          .reversed()
          .thenComparing(ScoreParts::label, LabelOrder.ASCENDING);

  private final Scorer scorer;
  private final Prior prior;
  private final int window;
  private final double[] gains;

  private PriorScorer(Scorer scorer, Prior prior, int window, double[] gains) {
    this.scorer = scorer;
    this.prior = prior;
    this.window = window;
    this.gains = gains;
  }

  static PriorScorer of(Scorer scorer, Prior prior, int window, Evidence evidence) {
    ToDoubleFunction<String> logOdds = prior.logOdds(evidence, window);
    double[] gains =
        scorer.labels().stream().mapToDouble(logOdds).map(PriorScorer::finite).toArray();
    return new PriorScorer(scorer, prior, window, gains);
  }

  /** A class that has no sample and is known all the same counts as one that has one. */
  private static double finite(double gain) {
    return Double.isInfinite(gain) ? 0 : gain;
  }

  @Override
  public List<String> labels() {
    return scorer.labels();
  }

  @Override
  public double[] scores(Embedding query) {
    double[] scores = scorer.scores(query);
    for (int c = 0; c < scores.length; c++) {
      scores[c] += gains[c];
    }
    return scores;
  }

  @Override
  public List<ScoreParts> explain(Embedding query, int count) {
    List<ScoreParts> all = new ArrayList<>();
    int asked = count < 1 ? count : Math.max(count, gains.length);
    for (ScoreParts parts : scorer.explain(query, asked)) {
      all.add(parts.withPrior(gains[indexOf(labels(), parts.label())]));
    }
    all.sort(BEST_FIRST);
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  private static int indexOf(List<String> labels, String label) {
    return Collections.binarySearch(labels, label, LabelOrder.ASCENDING);
  }

  @Override
  public PriorScorer refreshed(Evidence now, Set<String> changed) {
    Scorer placed = scorer.refreshed(now, changed);
    ToDoubleFunction<String> logOdds = prior.logOdds(now, window);
    double[] placedGains = new double[placed.labels().size()];
    for (int c = 0; c < placedGains.length; c++) {
      String label = placed.labels().get(c);
      int before = changed.contains(label) ? -1 : indexOf(labels(), label);
      placedGains[c] = before >= 0 ? gains[before] : finite(logOdds.applyAsDouble(label));
    }
    return new PriorScorer(placed, prior, window, placedGains);
  }

  @Override
  public Optional<Whitening> whitening() {
    return scorer.whitening();
  }

  @Override
  public Map<String, Long> remarks() {
    return scorer.remarks();
  }
}
