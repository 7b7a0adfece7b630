package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Samples.Labelled;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every head does. */
abstract class HeadContractTest {
  private static final int[] COUNTS = {40, 3, 90, 17, 1};

  final RandomGenerator random = Seeds.random();
  final Space space = Samples.space(24);

  abstract Head head();

  /** Scores by an independent reference in double, in the order of labels. */
  abstract double[] reference(TextbookModel model, Embedding query);

  @Test
  void scoresAreThoseOfTheTextbook() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.8);
    TextbookModel model = new TextbookModel(space.dim(), samples);
    MetricScorer scorer =
        (MetricScorer) head().fit(Evidence.of(Samples.statistics(space, samples)));
    for (Labelled query : Samples.gaussian(random, space, new int[] {10, 10, 10}, 1)) {
      double[] expected = reference(model, query.embedding());
      double[] actual = scorer.scores(query.embedding());
      double tolerance = 0.002 * (1 + span(expected));
      for (int c = 1; c < expected.length; c++) {
        assertThat(actual[c] - actual[0]).isCloseTo(expected[c] - expected[0], within(tolerance));
      }
    }
  }

  private static double span(double[] scores) {
    double min = scores[0];
    double max = scores[0];
    for (double score : scores) {
      min = Math.min(min, score);
      max = Math.max(max, score);
    }
    return max - min;
  }

  @Test
  void separableClassesAreTold() {
    for (Space each : new Space[] {space, Samples.fixedSpace(24)}) {
      List<Labelled> samples = Samples.gaussian(random, each, new int[] {30, 30, 30, 30, 5}, 0.2);
      Scorer scorer = head().fit(Evidence.of(Samples.statistics(each, samples)));
      for (Labelled sample : samples) {
        assertThat(best(scorer, sample.embedding())).isEqualTo(sample.label());
      }
    }
  }

  @Test
  void arrivalOrderLeavesNoTraceInDecisions() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.8);
    Scorer scorer = head().fit(Evidence.of(Samples.statistics(space, samples)));
    Scorer other =
        head().fit(Evidence.of(Samples.statistics(space, Samples.shuffled(random, samples))));
    assertSameBits(scorer, other, samples);
  }

  @Test
  void forgottenSamplesLeaveNoTraceInDecisions() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.8);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    List<Labelled> forgotten = samples.subList(30, 60);
    forgotten.forEach(sample -> statistics.subtract(sample.label(), sample.embedding()));
    List<Labelled> kept = samples.stream().filter(sample -> !forgotten.contains(sample)).toList();
    assertSameBits(
        head().fit(Evidence.of(statistics)),
        head().fit(Evidence.of(Samples.statistics(space, kept))),
        samples);
  }

  private static void assertSameBits(Scorer scorer, Scorer other, List<Labelled> queries) {
    for (Labelled query : queries) {
      assertThat(other.decide(query.embedding(), 99))
          .isEqualTo(scorer.decide(query.embedding(), 99));
    }
  }

  @Test
  void probabilitiesSumToOneOverAllClasses() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.8);
    Scorer scorer = head().fit(Evidence.of(Samples.statistics(space, samples)));
    for (Labelled query : samples) {
      Decision decision = scorer.decide(query.embedding(), 99);
      assertThat(decision.candidates()).hasSize(COUNTS.length);
      double sum = decision.candidates().stream().mapToDouble(Candidate::probability).sum();
      assertThat(sum).isCloseTo(1, within(1e-12));
      assertThat(scorer.decide(query.embedding(), 2).candidates())
          .isEqualTo(decision.candidates().subList(0, 2));
    }
  }

  @Test
  void partsSumToTheScoreToTheLastBit() {
    for (int[] counts : List.of(COUNTS, new int[] {8, 8, 8})) {
      List<Labelled> samples = Samples.gaussian(random, space, counts, 0.8);
      MetricScorer scorer =
          (MetricScorer) head().fit(Evidence.of(Samples.statistics(space, samples)));
      for (Labelled query : samples) {
        assertPartsAreThoseOfTheScores(scorer, query.embedding(), counts.length);
      }
    }
  }

  private static void assertPartsAreThoseOfTheScores(
      MetricScorer scorer, Embedding query, int classes) {
    double[] scores = scorer.scores(query);
    List<ScoreParts> parts = scorer.explain(query, 99);
    assertThat(parts).hasSize(classes);
    for (ScoreParts part : parts) {
      assertThat(part.score()).isEqualTo(scores[scorer.labels().indexOf(part.label())]);
    }
    List<Candidate> candidates = scorer.decide(query, 99).candidates();
    assertThat(parts.stream().map(ScoreParts::label))
        .containsExactlyElementsOf(candidates.stream().map(Candidate::label).toList());
    assertThat(scorer.explain(query, 2)).isEqualTo(parts.subList(0, 2));
  }

  @Test
  void newClassIsKnownRightAfterRefresh() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.3);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    Scorer before = head().fit(Evidence.of(statistics));
    Embedding query = Samples.gaussian(random, space, new int[] {1}, 1).getFirst().embedding();
    statistics.add("a new class", query);
    Scorer after = before.refreshed(Evidence.of(statistics), Set.of("a new class"));
    assertThat(after.labels()).hasSize(6).startsWith("a new class");
    assertThat(best(after, query)).isEqualTo("a new class");
    assertThat(before.labels()).hasSize(5);
  }

  @Test
  void classWithoutSamplesIsGoneAfterRefresh() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.3);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    Scorer before = head().fit(Evidence.of(statistics));
    Labelled only = samples.getLast();
    statistics.subtract(only.label(), only.embedding());
    Scorer after = before.refreshed(Evidence.of(statistics), Set.of(only.label()));
    assertThat(after.labels()).containsExactly("class00", "class01", "class02", "class03");
    assertThat(best(after, only.embedding())).isNotEqualTo(only.label());
  }

  @Test
  void refreshWithTheSameSumsChangesNothing() {
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.8);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    Scorer scorer = head().fit(Evidence.of(statistics));
    assertSameBits(
        scorer, scorer.refreshed(Evidence.of(statistics), Set.of("class01", "class04")), samples);
  }

  @Test
  void onlyTheNamedClassesAreRefreshed() {
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {40, 40, 40}, 0.8);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    MetricScorer before = (MetricScorer) head().fit(Evidence.of(statistics));
    Embedding query = samples.getFirst().embedding();
    for (int n = 0; n < 20; n++) {
      statistics.add("class01", query);
      statistics.add("class02", query);
    }
    MetricScorer after = before.refreshed(Evidence.of(statistics), Set.of("class01"));
    assertThat(rank(after, query, 1)).isNotCloseTo(rank(before, query, 1), within(1e-3));
    assertThat(rank(after, query, 2)).isCloseTo(rank(before, query, 2), within(1e-9));
  }

  /** Score of a class less that of the first: free of terms that all classes share. */
  private static double rank(MetricScorer scorer, Embedding query, int index) {
    double[] scores = scorer.scores(query);
    return scores[index] - scores[0];
  }

  @Test
  void knowsNoClassWithoutSamples() {
    Scorer scorer = head().fit(Evidence.of(new SufficientStatistics(space)));
    assertThat(scorer.labels()).isEmpty();
    Decision decision = scorer.decide(Embedding.of(new short[24]), 3);
    assertThat(decision.candidates()).isEmpty();
    assertThat(decision.margin()).isEmpty();
    assertThat(scorer.explain(Embedding.of(new short[24]), 2)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 384})
  void poorStatisticsGiveFiniteScores(int dim) {
    Space small = Samples.fixedSpace(dim);
    Embedding zero = Embedding.of(new short[dim]);
    Embedding one = Samples.gaussian(random, small, new int[] {1}, 1).getFirst().embedding();
    Embedding two = Samples.gaussian(random, small, new int[] {1}, 1).getFirst().embedding();
    List<List<Labelled>> cases =
        List.of(
            List.of(new Labelled("a", one)),
            List.of(new Labelled("a", zero)),
            List.of(new Labelled("a", one), new Labelled("b", two)),
            List.of(new Labelled("a", one), new Labelled("a", two)),
            List.of(new Labelled("a", one), new Labelled("a", two), new Labelled("b", two)),
            Collections.nCopies(9, new Labelled("a", one)),
            List.of(
                new Labelled("a", one),
                new Labelled("a", one),
                new Labelled("a", one),
                new Labelled("b", one),
                new Labelled("b", one)),
            List.of(
                new Labelled("a", zero),
                new Labelled("a", zero),
                new Labelled("a", zero),
                new Labelled("a", one)),
            Samples.gaussian(random, small, new int[] {3, 3, 3, 3, 3, 3}, 0.01),
            Samples.gaussian(random, small, new int[] {2, 2}, 1));
    for (List<Labelled> samples : cases) {
      MetricScorer scorer =
          (MetricScorer) head().fit(Evidence.of(Samples.statistics(small, samples)));
      for (Embedding query : List.of(zero, one, two)) {
        assertThat(Arrays.stream(scorer.scores(query))).allMatch(Double::isFinite);
        assertThat(scorer.decide(query, 9).candidates()).hasSameSizeAs(scorer.labels());
      }
    }
  }

  @Test
  void rejectsAnotherDimensionAndAnotherSpace() {
    Scorer scorer = head().fit(Evidence.of(new SufficientStatistics(space)));
    assertThatThrownBy(() -> scorer.decide(Embedding.of(new short[3]), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 3, the scorer has 24");
    assertThatThrownBy(() -> scorer.explain(Embedding.of(new short[3]), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 3, the scorer has 24");
    assertThatThrownBy(() -> scorer.explain(Embedding.of(new short[24]), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count is 0, expected at least 1");
    SufficientStatistics elsewhere = new SufficientStatistics(Samples.fixedSpace(24));
    assertThatThrownBy(() -> scorer.refreshed(Evidence.of(elsewhere), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("statistics are of space cdcdcdcdcdcd, the scorer is of abababababab");
  }

  static String best(Scorer scorer, Embedding query) {
    return scorer.decide(query, 1).candidates().getFirst().label();
  }
}
