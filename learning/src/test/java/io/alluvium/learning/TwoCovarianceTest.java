package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwoCovarianceTest extends HeadContractTest {
  @Override
  Head head() {
    return Heads.named("plda", HeadOptions.defaults());
  }

  @Override
  double[] reference(TextbookModel model, Embedding query) {
    return model.predictive(query, 0.9);
  }

  /** A class of many samples is taken for one of 32. */
  private static final double GREATEST_VARIANCE = 1 + 1 / 32.0;

  @Test
  void withManySamplesItIsLinearDiscriminantAnalysis() {
    List<Labelled> samples =
        Samples.gaussian(random, space, new int[] {1100, 1100, 1100, 1100, 1100}, 1.5);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    MetricScorer plda = (MetricScorer) head().fit(Evidence.of(statistics));
    MetricScorer slda =
        (MetricScorer) Heads.named("slda", HeadOptions.defaults()).fit(Evidence.of(statistics));
    for (Labelled query : samples.subList(0, 200)) {
      double[] expected = slda.scores(query.embedding());
      double[] actual = plda.scores(query.embedding());
      for (int c = 1; c < expected.length; c++) {
        double difference = (expected[c] - expected[0]) / GREATEST_VARIANCE;
        assertThat(actual[c] - actual[0])
            .isCloseTo(difference, within(0.05 + 0.02 * Math.abs(difference)));
      }
    }
  }

  @Test
  void classOfOneSampleIsFoundMoreOftenThanByLinearDiscriminantAnalysis() {
    Space wide = Samples.space(96);
    List<Labelled> all =
        Samples.gaussian(random, wide, new int[] {60, 60, 60, 60, 60, 41, 41, 41}, 2.5);
    List<Labelled> training =
        Stream.concat(all.stream().limit(300), Stream.of(all.get(300), all.get(341), all.get(382)))
            .toList();
    SufficientStatistics statistics = Samples.statistics(wide, training);
    Scorer slda = Heads.named("slda", HeadOptions.defaults()).fit(Evidence.of(statistics));
    Scorer plda = head().fit(Evidence.of(statistics));
    List<Labelled> queries =
        all.subList(300, all.size()).stream().filter(q -> !training.contains(q)).toList();
    assertThat(found(plda, queries)).isGreaterThan(found(slda, queries));
  }

  /** Classes in families of four, of which one has one sample and the others are large. */
  @Test
  void classOfOneSampleIsFoundMoreOftenBesideLargeClassesThatAreLikeIt() {
    Space wide = Samples.space(64);
    List<Labelled> training = new ArrayList<>();
    List<Labelled> queries = new ArrayList<>();
    for (int family = 0; family < 6; family++) {
      float[] centre = point(wide.dim(), 3, new float[wide.dim()]);
      for (int member = 0; member < 4; member++) {
        String label = "f" + family + "m" + member;
        float[] mean = point(wide.dim(), 1, centre);
        for (int n = 0; n < (member == 0 ? 1 : 110); n++) {
          training.add(new Labelled(label, wide.quantise(point(wide.dim(), 2.5, mean))));
        }
        for (int n = 0; n < 40 && member == 0; n++) {
          queries.add(new Labelled(label, wide.quantise(point(wide.dim(), 2.5, mean))));
        }
      }
    }
    SufficientStatistics statistics = Samples.statistics(wide, training);
    Scorer without =
        MetricScorer.of(statistics, TwoCovariance.metric(statistics, HeadOptions.defaults()));
    Scorer with = head().fit(Evidence.of(statistics));
    assertThat(found(with, queries)).isGreaterThan(found(without, queries) + 10);
  }

  private float[] point(int dim, double spread, float[] around) {
    float[] point = new float[dim];
    for (int i = 0; i < dim; i++) {
      point[i] = around[i] + (float) (spread * random.nextGaussian());
    }
    return point;
  }

  private static long found(Scorer scorer, List<Labelled> queries) {
    return queries.stream()
        .filter(query -> best(scorer, query.embedding()).equals(query.label()))
        .count();
  }

  @Test
  void termThatAllClassesShareMayBeLeftOut() {
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {64, 65, 95}, 0.8);
    MetricScorer shared =
        (MetricScorer) head().fit(Evidence.of(Samples.statistics(space, samples)));
    TextbookModel model = new TextbookModel(space.dim(), samples);
    for (Labelled query : samples) {
      double[] expected = model.predictive(query.embedding(), 0.9);
      double[] actual = shared.scores(query.embedding());
      assertThat(actual[1] - actual[0])
          .isCloseTo(
              expected[1] - expected[0],
              within(0.05 + 0.002 * Math.abs(expected[1] - expected[0])));
    }
  }
}
