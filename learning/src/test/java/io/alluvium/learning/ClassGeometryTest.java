package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
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
}
