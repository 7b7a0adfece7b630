package io.alluvium.learning;

import java.util.Optional;
import java.util.SortedSet;

/**
 * Class sums in which recent samples weigh more:
 *
 * <pre>
 * mean = (1 - b) slow + b fast        b = f / (f + min(s, 20))
 * </pre>
 *
 * <p>where {@code fast} is the mean of the {@code f} recent samples of the class and {@code slow}
 * that of its {@code s} others: however many there are, they weigh as 20. A view for reading.
 */
final class RecentClasses implements ClassView {
  private static final double SLOW_WEIGHT = 20;

  private final SufficientStatistics statistics;
  private final Exemplars exemplars;
  private final long since;

  /**
   * Reads evidence.
   *
   * @param since where the first recent sample came
   */
  RecentClasses(Evidence evidence, long since) {
    this.statistics = evidence.statistics();
    this.exemplars = evidence.exemplars();
    this.since = since;
  }

  @Override
  public Space space() {
    return statistics.space();
  }

  @Override
  public SortedSet<String> labels() {
    return statistics.labels();
  }

  @Override
  public Optional<ClassSums> classSums(String label) {
    return statistics.classSums(label).map(all -> drawn(all, recent(label)));
  }

  private ClassSums recent(String label) {
    ClassSums recent = ClassSums.empty(space().dim());
    for (Exemplar exemplar : exemplars.of(label)) {
      if (exemplar.arrival() >= since) {
        recent = recent.plus(exemplar.embedding(), exemplar.weight());
      }
    }
    return recent;
  }

  private ClassSums drawn(ClassSums all, ClassSums recent) {
    if (recent.count() == 0 || recent.count() >= all.count()) {
      return all;
    }
    ClassSums slow = all.minus(recent);
    double fresh = recent.count();
    double share = fresh / (fresh + Math.min((double) slow.count(), SLOW_WEIGHT));
    double[] mean = slow.offsetFrom(new double[space().dim()]);
    double[] fast = recent.offsetFrom(new double[space().dim()]);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (1 - share) * mean[i] + share * fast[i];
    }
    return all.around(mean);
  }
}
