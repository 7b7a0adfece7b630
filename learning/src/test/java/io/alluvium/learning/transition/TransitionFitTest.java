package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Seeds;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionFitTest {
  private static final int CLASSES = 4;

  /** Of 20,000 pairs the fit holds out a fifth. */
  private static final double HELD_OUT = 4000;

  private final RandomGenerator random = Seeds.random();

  @ParameterizedTest
  @CsvSource({"6,6", "6,4", "4,6"})
  void whatAnExactMapMovesIsWhatTheNewEncoderWouldHaveLearnt(int from, int to) {
    PairSamples samples = new PairSamples(random, from, to, new double[0][0]);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(2000, CLASSES)));
    List<Pair> history = samples.pairs(400, CLASSES);
    SufficientStatistics moved =
        Move.along(fit.forward().serving()).of(samples.learnt(history, CLASSES, false));
    assertThat(difference(moved, samples.learnt(history, CLASSES, true))).isLessThan(2e-3);
    assertThat(fit.forward().explained()).isGreaterThan(0.999);
  }

  @Test
  void aMapThatIsToldOnGivesTheSameImages() {
    PairSamples samples = new PairSamples(random, 6, 4, new double[0][0]);
    Transition map =
        TransitionFit.of(samples.moments(samples.pairs(200, CLASSES))).forward().serving();
    Transition told = Transition.ofRows(map.from(), map.to(), map.rows());
    for (Pair pair : samples.pairs(50, CLASSES)) {
      assertThat(told.map(map.from(), pair.from())).isEqualTo(map.map(map.from(), pair.from()));
    }
    assertThatThrownBy(() -> Transition.ofRows(map.to(), map.from(), map.rows()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("map has 7 rows, expected 5 of 6");
  }

  @Test
  void secondMomentNeedsThePlantedNoise() {
    double[][] noise = new double[8][2];
    for (double[] row : noise) {
      row[0] = random.nextGaussian();
      row[1] = random.nextGaussian();
    }
    PairSamples samples = new PairSamples(random, 8, 8, noise);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(20_000, CLASSES)));
    Transition map = fit.forward().serving();
    double[][] planted = new double[8][8];
    double trace = 0;
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        planted[i][j] = noise[i][0] * noise[j][0] + noise[i][1] * noise[j][1];
      }
      trace += planted[i][i];
    }
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        // Six standard errors of a covariance over the pairs held out, and what shrinking may add.
        double spread = planted[i][i] * planted[j][j] + planted[i][j] * planted[i][j];
        assertThat(map.residual().get(i, j) / PairSamples.SCALE / PairSamples.SCALE)
            .isCloseTo(planted[i][j], within(6 * Math.sqrt(spread / HELD_OUT) + 0.01 * trace));
      }
    }
    List<Pair> history = samples.pairs(20_000, CLASSES);
    SufficientStatistics old = samples.learnt(history, CLASSES, false);
    SufficientStatistics backfilled = samples.learnt(history, CLASSES, true);
    double with = difference(Move.along(map).of(old), backfilled);
    double without = difference(Move.along(map.withoutResidual()).of(old), backfilled);
    assertThat(with).isLessThan(0.08);
    assertThat(without).isGreaterThan(2 * with);
  }

  /** The difference of second moments, relative to the trace of the second. */
  private static double difference(SufficientStatistics moved, SufficientStatistics expected) {
    int dim = expected.space().dim();
    double trace = 0;
    double largest = 0;
    for (int i = 0; i < dim; i++) {
      trace += expected.moments().get(i, i);
      for (int j = 0; j <= i; j++) {
        double off = moved.moments().get(i, j) - (double) expected.moments().get(i, j);
        largest = Math.max(largest, Math.abs(off));
      }
    }
    for (String label : expected.labels()) {
      for (int i = 0; i < dim; i++) {
        double sum = expected.classSums(label).orElseThrow().sum(i);
        double off = moved.classSums(label).orElseThrow().sum(i) - sum;
        double mean = off / expected.classSums(label).orElseThrow().count() / PairSamples.SCALE;
        assertThat(mean).as("mean of " + label).isCloseTo(0, within(0.35));
      }
    }
    return largest / trace * dim;
  }

  @Test
  void fewerPairsThanDimensionsThatAreEqualGiveTheIdentity() {
    int dim = 64;
    PairSamples samples = new PairSamples(random, dim, dim, new double[0][0]);
    ShadowMoments moments = new ShadowMoments(samples.from(), samples.to());
    for (Pair pair : samples.pairs(48, CLASSES)) {
      moments.add(new Pair(pair.sampleId(), pair.from(), pair.from()));
    }
    TransitionFit fit = TransitionFit.of(moments);
    assertThat(fit.forward().prior()).isEqualTo(TransitionPrior.IDENTITY);
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        assertThat(fit.forward().serving().weights().get(i, j))
            .isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
    assertThat(fit.alignment()).isCloseTo(1, within(1e-9));
    assertThat(fit.rankRatio()).isCloseTo(1, within(1e-9));
  }

  @Test
  void rotationIsFoundFromFewerPairsThanDimensions() {
    int dim = 24;
    PairSamples samples = new PairSamples(random, dim, dim, new double[0][0]);
    List<Pair> turned = new ArrayList<>();
    for (Pair pair : samples.pairs(40, CLASSES)) {
      turned.add(new Pair(pair.sampleId(), pair.from(), reversed(pair.from())));
    }
    TransitionFit fit = TransitionFit.of(samples.moments(turned));
    assertThat(fit.forward().prior()).isEqualTo(TransitionPrior.PROCRUSTES);
    assertThat(fit.forward().explained()).isGreaterThan(0.9);
  }

  private static Embedding reversed(Embedding embedding) {
    short[] values = new short[embedding.dim()];
    for (int i = 0; i < values.length; i++) {
      values[i] = embedding.get(values.length - 1 - i);
    }
    return Embedding.of(values);
  }

  @Test
  void bothDirectionsCancelOut() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(3000, CLASSES)));
    Transition round = fit.forward().serving().then(fit.backward().serving());
    Pair pair = samples.pair(1);
    Embedding back = round.map(samples.from(), pair.from());
    assertThat(back.cosine(pair.from())).isGreaterThan(0.9);
    assertThat(round.hops()).isEqualTo(2);
  }

  @Test
  void composedMapIsOneMapAfterTheOther() {
    double[][] noise = new double[5][1];
    for (double[] row : noise) {
      row[0] = random.nextGaussian();
    }
    PairSamples samples = new PairSamples(random, 5, 5, noise);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(500, CLASSES)));
    Transition there = fit.forward().serving();
    Transition back = fit.backward().serving();
    SufficientStatistics old = samples.learnt(samples.pairs(200, CLASSES), CLASSES, false);
    SufficientStatistics inTwo = Move.along(back).of(Move.along(there).of(old));
    SufficientStatistics inOne = Move.along(there.then(back)).of(old);
    assertThat(difference(inOne, inTwo)).isLessThan(1e-3);
    assertThat(there.then(back).residualShare()).isGreaterThan(there.residualShare() * 0.5);
  }

  @Test
  void sameMomentsGiveTheSameBits() {
    PairSamples samples = new PairSamples(random, 7, 9, new double[0][0]);
    List<Pair> pairs = samples.pairs(60, CLASSES);
    SufficientStatistics old = samples.learnt(samples.pairs(50, CLASSES), CLASSES, false);
    ShadowMoments there = samples.moments(pairs);
    ShadowMoments inReverse = samples.moments(pairs.reversed());
    assertThat(Move.along(TransitionFit.of(there).forward().serving()).of(old).digest())
        .isEqualTo(Move.along(TransitionFit.of(inReverse).forward().serving()).of(old).digest());
  }

  @Test
  void rollbackIsWhatWasLearntBeforeBitForBitAndWhatCameAfterMappedBack() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(1000, CLASSES)));
    SufficientStatistics old = samples.learnt(samples.pairs(300, CLASSES), CLASSES, false);
    byte[] before = old.digest();
    SufficientStatistics served = Move.along(fit.forward().serving()).of(old);
    SufficientStatistics natively = samples.learnt(samples.pairs(100, CLASSES), CLASSES, true);
    served.merge(natively);
    assertThat(old.digest()).isEqualTo(before);
    SufficientStatistics rolledBack = old.copy();
    SufficientStatistics mapped = Move.along(fit.backward().serving()).of(natively);
    rolledBack.merge(mapped);
    assertThat(rolledBack.samples()).isEqualTo(400);
    rolledBack.separate(mapped);
    assertThat(rolledBack.digest()).isEqualTo(before);
  }

  @Test
  void vectorsOfAnotherSpaceAreRefused() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(100, CLASSES)));
    Transition map = fit.forward().serving();
    Pair pair = samples.pair(0);
    SufficientStatistics young = samples.learnt(List.of(pair), CLASSES, true);
    assertThatThrownBy(() -> map.map(samples.to(), pair.to()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vectors are of space bbbbbbbbbbbb");
    assertThatThrownBy(() -> Move.along(map).of(young))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the transition leads from aaaaaaaaaaaa to bbbbbbbbbbbb");
    assertThatThrownBy(() -> map.then(map)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> young.merge(samples.learnt(List.of(pair), CLASSES, false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooFewPairsAreRefused() {
    PairSamples samples = new PairSamples(random, 3, 3, new double[0][0]);
    ShadowMoments moments = samples.moments(samples.pairs(4, 1));
    assertThatThrownBy(() -> TransitionFit.of(moments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least 8");
  }

  @Test
  void chainSaysWhenRelearningIsDue() {
    PairSamples samples = new PairSamples(random, 4, 4, new double[0][0]);
    TransitionFit fit = TransitionFit.of(samples.moments(samples.pairs(500, CLASSES)));
    Transition there = fit.forward().serving();
    Transition back = fit.backward().serving();
    ChainLimits limits = ChainLimits.defaults();
    assertThat(limits.due(there)).isEmpty();
    Transition five = there.then(back).then(there).then(back).then(there);
    assertThat(limits.due(five).orElseThrow()).contains("over 5 changes");
  }
}
