package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Samples.Labelled;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearDiscriminantTest extends HeadContractTest {
  @Override
  Head head() {
    return Heads.named("slda", HeadOptions.defaults());
  }

  @Override
  double[] reference(TextbookModel model, Embedding query) {
    return model.discriminant(query);
  }

  /**
   * Two classes on a line, at -1, 1 and 9, 11 times 1000: pooled variance 2 (1000^2 + 1000^2) / 2,
   * so a query at 6000 is (10000 (6000 - 5000)) / 2000000 = 5 more like the upper one.
   */
  @Test
  void marginDoneByHand() {
    SufficientStatistics statistics = line("low", -1000, 1000);
    statistics.merge(line("high", 9000, 11000));
    Decision decision = head().fit(Evidence.of(statistics)).decide(Embedding.of((short) 6000), 2);
    assertThat(decision.candidates().getFirst().label()).isEqualTo("high");
    assertThat(decision.margin().orElseThrow()).isCloseTo(5, within(1e-3));
  }

  @Test
  void frequentClassesGainTheLogarithmOfTheirCount() {
    SufficientStatistics statistics = line("low", -1000, 1000);
    statistics.merge(line("high", 9000, 11000, 9000, 11000, 9000, 11000));
    HeadOptions options = HeadOptions.defaults().with(Prior.FREQUENCY, new Shrinkage.Oas());
    Embedding query = Embedding.of((short) 6000);
    double plain = head().fit(Evidence.of(statistics)).decide(query, 2).margin().orElseThrow();
    double frequent =
        Heads.named("slda", options)
            .fit(Evidence.of(statistics))
            .decide(query, 2)
            .margin()
            .orElseThrow();
    assertThat(frequent - plain).isCloseTo(StrictMath.log(3), within(1e-9));
  }

  private static SufficientStatistics line(String label, int... values) {
    SufficientStatistics statistics = new SufficientStatistics(Samples.fixedSpace(1));
    for (int value : values) {
      statistics.add(label, Embedding.of((short) value));
    }
    return statistics;
  }

  @Test
  void fullShrinkageIsEuclidean() {
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {9, 9, 9}, 0.8);
    HeadOptions options = HeadOptions.defaults().with(Prior.NONE, new Shrinkage.Relative(1));
    Scorer scorer =
        Heads.named("slda", options).fit(Evidence.of(Samples.statistics(space, samples)));
    for (Labelled query : samples) {
      assertThat(best(scorer, query.embedding())).isEqualTo(nearest(samples, query.embedding()));
    }
  }

  private String nearest(List<Labelled> samples, Embedding query) {
    SufficientStatistics statistics = Samples.statistics(space, samples);
    String nearest = "";
    double least = Double.POSITIVE_INFINITY;
    for (String label : statistics.labels()) {
      ClassSums sums = statistics.classSums(label).orElseThrow();
      double distance = 0;
      for (int i = 0; i < query.dim(); i++) {
        double offset = query.get(i) - (double) sums.sum(i) / sums.count();
        distance += offset * offset;
      }
      if (distance < least) {
        least = distance;
        nearest = label;
      }
    }
    return nearest;
  }

  @Test
  void tooFewSamplesAreScoredByCosine() {
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {2, 1, 1}, 1);
    SufficientStatistics statistics = Samples.statistics(space, samples);
    Scorer cosine = Heads.named("ncm", HeadOptions.defaults()).fit(Evidence.of(statistics));
    for (Labelled query : samples) {
      assertThat(head().fit(Evidence.of(statistics)).decide(query.embedding(), 3))
          .isEqualTo(cosine.decide(query.embedding(), 3));
    }
  }

  @Test
  void spreadWithinRoundingErrorIsScoredByCosine() {
    Space plane = Samples.space(2);
    Embedding east = Embedding.of((short) 16384, (short) 0);
    Embedding north = Embedding.of((short) 0, (short) 16384);
    SufficientStatistics statistics = new SufficientStatistics(plane);
    for (int n = 0; n < 10_000; n++) {
      statistics.add("east", east);
    }
    statistics.add("east", Embedding.of((short) 16384, (short) 1));
    statistics.add("north", north);
    Scorer cosine = Heads.named("ncm", HeadOptions.defaults()).fit(Evidence.of(statistics));
    Embedding query = Embedding.of((short) 9830, (short) 13107);
    assertThat(head().fit(Evidence.of(statistics)).decide(query, 2))
        .isEqualTo(cosine.decide(query, 2));
  }
}
