package io.alluvium.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Class sums of the labels that are trusted or were accepted. A view for reading. */
final class TrustedClasses implements ClassView {
  /** Least cosine of an accepted sample to the prototype of its class. */
  private static final double NEAR = 0.3;

  private final SufficientStatistics statistics;
  private final Exemplars exemplars;
  private final Judge judge;
  private final Map<String, List<Exemplar>> accepted = new HashMap<>();

  /**
   * Who says which labels are accepted: the prototypes of one solve.
   *
   * @param trustedWeight least weight of a trusted label
   * @param prototypes of the classes that have trusted labels
   * @param known the labels of these classes
   */
  record Judge(int trustedWeight, MetricScorer prototypes, Set<String> known) {
    boolean accepts(String label, Exemplar exemplar) {
      if (exemplar.weight() >= trustedWeight || !known.contains(label)) {
        return true;
      }
      double[] scores = prototypes.scores(exemplar.embedding());
      int best = Ranking.best(scores, 1)[0];
      return prototypes.labels().get(best).equals(label)
          && scores[best] >= NEAR * CosineMetric.INVERSE_TEMPERATURE;
    }
  }

  TrustedClasses(Evidence evidence, Judge judge) {
    this.statistics = evidence.statistics();
    this.exemplars = evidence.exemplars();
    this.judge = judge;
  }

  /** Returns the judge that the trusted labels of the evidence make. */
  static Judge judge(Evidence evidence, int trustedWeight) {
    var trusted = new TreeMap<String, ClassSums>(LabelOrder.ASCENDING);
    for (String label : evidence.exemplars().labels()) {
      for (Exemplar exemplar : evidence.exemplars().of(label)) {
        if (exemplar.weight() >= trustedWeight) {
          ClassSums before =
              trusted.getOrDefault(label, ClassSums.empty(exemplar.embedding().dim()));
          trusted.put(label, before.plus(exemplar.embedding(), exemplar.weight()));
        }
      }
    }
    Space space = evidence.statistics().space();
    SufficientStatistics sums =
        SufficientStatistics.of(space, trusted, new PackedMoments(space.dim()));
    return new Judge(
        trustedWeight, MetricScorer.of(sums, new CosineMetric()), Set.copyOf(sums.labels()));
  }

  @Override
  public Space space() {
    return statistics.space();
  }

  @Override
  public SortedSet<String> labels() {
    return statistics.labels();
  }

  /** Labels that are no longer at hand, or were all set aside, count as they are. */
  @Override
  public Optional<ClassSums> classSums(String label) {
    ClassSums sums = ClassSums.empty(space().dim());
    for (Exemplar exemplar : accepted(label)) {
      sums = sums.plus(exemplar.embedding(), exemplar.weight());
    }
    return sums.count() == 0 ? statistics.classSums(label) : Optional.of(sums);
  }

  /** Each sample is compared with all prototypes, so a class is judged once. */
  private List<Exemplar> accepted(String label) {
    return accepted.computeIfAbsent(
        label,
        each ->
            exemplars.of(each).stream().filter(exemplar -> judge.accepts(each, exemplar)).toList());
  }

  /** Returns how many labels are set aside. */
  long setAside() {
    return exemplars.size()
        - exemplars.labels().stream().mapToLong(label -> accepted(label).size()).sum();
  }
}
