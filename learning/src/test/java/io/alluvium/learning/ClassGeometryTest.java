package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClassGeometryTest {
  private final GaussianWorld world = new GaussianWorld(new Random(1));
  private final ClassGeometry geometry = world.geometry();

  @Test
  void distancesAreThoseOfWhitenedPoints() {
    double[] point = world.draw(2, 0.3).toPoint();
    double[] whitened = geometry.whitened(point);

    double[] distances = geometry.squaredDistances(whitened);

    for (int c = 0; c < geometry.classes(); c++) {
      double expected = 0;
      double[] mean = geometry.whitened(geometry.mean(c));
      for (int i = 0; i < mean.length; i++) {
        expected += (whitened[i] - mean[i]) * (whitened[i] - mean[i]);
      }
      assertThat(distances[c]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void classesScatterByOneInEachWhitenedDimension() {
    double sum = 0;
    int samples = 2000;
    for (int n = 0; n < samples; n++) {
      sum += geometry.squaredDistances(geometry.whitened(world.draw(1, 0).toPoint()))[1];
    }

    assertThat(sum / samples).isCloseTo(GaussianWorld.DIM, within(1.0));
  }

  @Test
  void gradientPullsBackThroughWhitening() {
    double[] direction = new double[GaussianWorld.DIM];
    direction[3] = 1;
    double[] step = new double[GaussianWorld.DIM];
    step[5] = 1;

    double along = geometry.whitenedDifference(step)[3];

    assertThat(geometry.gradient(direction)[5]).isCloseTo(along, within(1e-12));
  }

  @Test
  void allSamplesAreOneClassAroundTheirMean() {
    ClassGeometry all = world.all();

    assertThat(all.classes()).isEqualTo(1);
    for (int i = 0; i < GaussianWorld.DIM; i++) {
      assertThat(all.mean(0)[i]).isCloseTo(geometry.centre()[i], within(1e-6));
    }
  }

  @Test
  void isEmptyWhereNothingScatters() {
    assertThat(ClassGeometry.of(new SufficientStatistics(Samples.space(4)), new Shrinkage.Oas()))
        .isEmpty();
  }

  @Test
  void axesMeasureInDeviations() {
    PrincipalAxes axes = PrincipalAxes.of(world.statistics(), new Shrinkage.Oas(), 1);
    double[] sums = new double[axes.count()];
    int samples = 4000;
    for (int n = 0; n < samples; n++) {
      double[] deviations = axes.deviations(world.draw(n % GaussianWorld.CLASSES, 0).toPoint());
      for (int i = 0; i < sums.length; i++) {
        sums[i] += deviations[i] * deviations[i];
      }
    }

    for (double sum : sums) {
      assertThat(sum / samples).isBetween(0.7, 1.45);
    }
  }

  @Test
  void axesOfLeastVarianceDoNotSeeTheOthers() {
    Space space = new Space(new SpaceId("ab".repeat(32)), 4, new Normalisation.Fixed(8, 4000));
    SufficientStatistics statistics = new SufficientStatistics(space);
    Random random = new Random(5);
    for (int n = 0; n < 2000; n++) {
      float[] vector = new float[4];
      for (int i = 0; i < 4; i++) {
        vector[i] = (float) (random.nextGaussian() * (i < 2 ? 1 : 0.1));
      }
      statistics.add("normal", space.quantise(vector));
    }
    PrincipalAxes axes = PrincipalAxes.of(statistics, new Shrinkage.Oas(), 0.5);

    assertThat(axes.count()).isEqualTo(2);
    assertThat(
            PrincipalAxes.of(statistics, new Shrinkage.Oas(), 1)
                .least(0.5)
                .deviations(new double[] {1, 2, 3, 4}))
        .isEqualTo(axes.deviations(new double[] {1, 2, 3, 4}));
    assertThat(axes.squaredDistance(space.quantise(new float[] {4, -4, 0, 0}))).isLessThan(2);
    Embedding odd = space.quantise(new float[] {0, 0, 0.5f, -0.5f});
    assertThat(axes.squaredDistance(odd)).isBetween(35.0, 65.0);
    double[] deviations = axes.deviations(odd.toPoint());
    assertThat(deviations[0] * deviations[0] + deviations[1] * deviations[1])
        .isCloseTo(axes.squaredDistance(odd), within(0.1));
  }

  @Test
  void axesOfFewSamplesAreShrunk() {
    Space space = new Space(new SpaceId("ab".repeat(32)), 16, new Normalisation.Fixed(8, 4000));
    SufficientStatistics statistics = new SufficientStatistics(space);
    Random random = new Random(6);
    for (int n = 0; n < 6; n++) {
      statistics.add("normal", space.quantise(gaussian(random, 16)));
    }
    PrincipalAxes axes = PrincipalAxes.of(statistics, new Shrinkage.Oas(), 0.5);

    for (int n = 0; n < 20; n++) {
      assertThat(axes.squaredDistance(space.quantise(gaussian(random, 16)))).isLessThan(100);
    }
    assertThatThrownBy(
            () -> PrincipalAxes.of(new SufficientStatistics(space), new Shrinkage.Oas(), 1))
        .hasMessageContaining("0 samples");
    assertThatThrownBy(() -> PrincipalAxes.of(statistics, new Shrinkage.Oas(), 0))
        .hasMessageContaining("share of axes is 0");
  }

  private static float[] gaussian(Random random, int dim) {
    float[] vector = new float[dim];
    for (int i = 0; i < dim; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
