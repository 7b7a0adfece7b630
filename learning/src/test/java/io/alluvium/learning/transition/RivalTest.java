package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Seeds;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RivalTest {
  private static final int CLASSES = 3;

  private final RandomGenerator random = Seeds.random();
  private final PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);

  /** Pairs whose new view is the old one, or that moved by one and the same step. */
  private List<Pair> shifted(int count, int step) {
    List<Pair> shifted = new ArrayList<>();
    for (Pair pair : samples.pairs(count, CLASSES)) {
      short[] values = new short[pair.from().dim()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) (pair.from().get(i) + step);
      }
      shifted.add(new Pair(pair.sampleId(), pair.from(), Embedding.of(values)));
    }
    return shifted;
  }

  @ParameterizedTest
  @EnumSource(
      value = Rival.class,
      names = {"NONE", "SDC", "DPCR"})
  void nothingMovesWhereTheEncoderIsTheSame(Rival rival) {
    List<Pair> pairs = shifted(400, 0);
    SufficientStatistics old = samples.learnt(pairs, CLASSES, false);
    SufficientStatistics moved =
        rival.move(old, samples.moments(pairs), pairs).orElseThrow().of(old);
    assertMean(moved, samples.learnt(pairs, CLASSES, true), 0.01);
  }

  @ParameterizedTest
  @EnumSource(
      value = Rival.class,
      names = {"SDC", "KABSCH"})
  void oneStepForAllIsFound(Rival rival) {
    List<Pair> pairs = shifted(400, 500);
    SufficientStatistics old = samples.learnt(pairs, CLASSES, false);
    SufficientStatistics moved =
        rival.move(old, samples.moments(pairs), pairs).orElseThrow().of(old);
    double room = rival == Rival.KABSCH ? 1 : 0.01;
    assertMean(moved, samples.learnt(pairs, CLASSES, true), room);
  }

  private static void assertMean(
      SufficientStatistics moved, SufficientStatistics expected, double room) {
    for (String label : expected.labels()) {
      for (int i = 0; i < expected.space().dim(); i++) {
        double count = expected.classSums(label).orElseThrow().count();
        double off =
            moved.classSums(label).orElseThrow().sum(i)
                - (double) expected.classSums(label).orElseThrow().sum(i);
        assertThat(off / count / PairSamples.SCALE).isCloseTo(0, within(room));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Rival.class)
  void translationsKeepWhatSamplesScatterWithinTheirClasses(Rival rival) {
    List<Pair> pairs = shifted(300, 200);
    SufficientStatistics old = samples.learnt(pairs, CLASSES, false);
    SufficientStatistics moved =
        rival.move(old, samples.moments(pairs), pairs).orElseThrow().of(old);
    double added = rival == Rival.SLDC_LINEAR ? 1e-2 * 6 * 300 : 0;
    double expected = scatter(old) + added;
    assertThat(scatter(moved)).isCloseTo(expected, within(0.15 * expected));
  }

  /** Trace of the scatter within classes, in squared deviations. */
  private static double scatter(SufficientStatistics statistics) {
    double scatter = 0;
    for (int i = 0; i < statistics.space().dim(); i++) {
      scatter += statistics.moments().get(i, i);
      for (String label : statistics.labels()) {
        double sum = statistics.classSums(label).orElseThrow().sum(i);
        scatter -= sum * sum / statistics.classSums(label).orElseThrow().count();
      }
    }
    return scatter / PairSamples.SCALE / PairSamples.SCALE;
  }

  @Test
  void mostCannotGoBetweenWidths() {
    PairSamples uneven = new PairSamples(random, 6, 4, new double[0][0]);
    List<Pair> pairs = uneven.pairs(100, CLASSES);
    SufficientStatistics old = uneven.learnt(pairs, CLASSES, false);
    for (Rival rival : Rival.values()) {
      assertThat(rival.move(old, uneven.moments(pairs), pairs).isPresent())
          .isEqualTo(rival == Rival.DPCR);
    }
  }
}
