package io.alluvium.learning.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.GeometryOptions;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.NthNeighbour;
import io.alluvium.learning.PrincipalAxes;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.SurveyedHead;
import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NoveltyScoreTest {
  private static final Shrinkage OAS = new Shrinkage.Oas();

  private final GaussianWorld world = new GaussianWorld(new Random(19));

  private List<NoveltyScore> scores() {
    List<Embedding> bank = new ArrayList<>();
    for (int n = 0; n < 80; n++) {
      bank.add(world.draw(n % GaussianWorld.CLASSES, 0));
    }
    return List.of(
        new RelativeMahalanobis(world.geometry()),
        new CosineToMean(world.geometry()),
        new NeighbourDistance(world.geometry().space(), bank, 3),
        NormalScore.of(PrincipalAxes.of(world.statistics(), OAS, 1)),
        NormalScore.ofLeastVariance(PrincipalAxes.of(world.statistics(), OAS, 1)));
  }

  @Test
  void strangersScoreHigherThanSamplesOfKnownClasses() {
    for (NoveltyScore score : scores().subList(1, 5)) {
      double known = 0;
      double strange = 0;
      for (int n = 0; n < 100; n++) {
        known += score.score(world.draw(n % GaussianWorld.CLASSES, 0).toPoint());
        strange += score.score(world.stranger().toPoint());
      }
      assertThat(strange).as(score.name()).isGreaterThan(known);
    }
  }

  @Test
  void whatLiesBetweenClassesIsNovelByRelativeDistance() {
    RelativeMahalanobis score = new RelativeMahalanobis(world.geometry());
    double known = 0;
    for (int n = 0; n < 100; n++) {
      known += score.score(world.draw(n % GaussianWorld.CLASSES, 0).toPoint()) / 100;
    }

    assertThat(score.score(world.geometry().centre())).isGreaterThan(known + 1);
  }

  @Test
  void aMeasureSaysTheSameWhetherOrNotASampleIsPlaced() {
    ClassGeometry geometry = world.geometry();
    for (NoveltyMeasure measure :
        List.of(
            NoveltyMeasure.AUTO,
            NoveltyMeasure.RELATIVE_MAHALANOBIS,
            NoveltyMeasure.COSINE,
            NoveltyMeasure.MVG)) {
      for (int n = 0; n < 20; n++) {
        Embedding sample = n % 2 == 0 ? world.stranger() : world.draw(n % 3, 0);
        double placed = measure.score(geometry, sample, geometry.place(sample));

        assertThat(measure.score(geometry, sample))
            .as(measure.toString())
            .isCloseTo(placed, within(1e-6 * (1 + Math.abs(placed))));
        if (measure == NoveltyMeasure.AUTO || measure == NoveltyMeasure.RELATIVE_MAHALANOBIS) {
          assertThat(placed)
              .isCloseTo(new RelativeMahalanobis(geometry).score(sample.toPoint()), within(0.05));
        }
      }
    }
    assertThatThrownBy(() -> NoveltyMeasure.MVG_NPCA.score(geometry, world.stranger()))
        .hasMessageContaining("no axes");
    assertThatThrownBy(() -> NoveltyMeasure.named("magic")).hasMessageContaining("mvg-npca");
  }

  @Test
  void cosineIsToTheNearestMean() {
    ClassGeometry geometry = world.geometry();
    double[] mean = geometry.mean(1);
    double[] longer = Arrays.stream(mean).map(value -> 3 * value).toArray();
    assertThat(geometry.cosineDistance(longer)).isCloseTo(0, within(1e-9));
    double[] point = world.stranger().toPoint();
    double least = 2;
    for (int c = 0; c < geometry.classes(); c++) {
      double[] other = geometry.mean(c);
      double cosine = Matrices.dot(point, other) / (Matrices.norm(point) * Matrices.norm(other));
      least = Math.min(least, 1 - cosine);
    }
    assertThat(geometry.cosineDistance(point)).isCloseTo(least, within(1e-12));
    assertThat(geometry.cosineDistance(new double[mean.length])).isEqualTo(1);
    assertThat(NoveltyMeasure.COSINE.score(geometry, world.stranger()))
        .isGreaterThan(NoveltyMeasure.COSINE.score(geometry, world.draw(1, 0)));
  }

  @Test
  void moreClassesThanDimensionsAreNoException() {
    Space space = new Space(new SpaceId("ab".repeat(32)), 3, new Normalisation.Fixed(8, 4000));
    SufficientStatistics statistics = new SufficientStatistics(space);
    Random random = new Random(8);
    for (int n = 0; n < 500; n++) {
      statistics.add("class" + n % 5, around(space, random, n % 5));
    }
    ClassGeometry geometry = ClassGeometry.of(statistics, OAS).orElseThrow();

    for (int n = 0; n < 20; n++) {
      Embedding sample = around(space, random, n % 7);
      assertThat(NoveltyMeasure.AUTO.score(geometry, sample))
          .isCloseTo(new RelativeMahalanobis(geometry).score(sample.toPoint()), within(0.05));
    }
  }

  private static Embedding around(Space space, Random random, int number) {
    return space.quantise(
        new float[] {
          number + 0.3f * (float) random.nextGaussian(),
          number % 2 + 0.3f * (float) random.nextGaussian(),
          number % 3 + 0.3f * (float) random.nextGaussian()
        });
  }

  @Test
  void neighbourIsTheOneOfItsRank() {
    List<Embedding> bank = List.of(world.draw(0, 0), world.draw(1, 0), world.draw(2, 0));
    double[] point = bank.get(1).toPoint();

    assertThat(new NeighbourDistance(world.geometry().space(), bank, 1).score(point))
        .isCloseTo(0, within(1e-6));
    assertThat(new NeighbourDistance(world.geometry().space(), bank, 3).score(point))
        .isEqualTo(
            Math.max(1 - bank.get(1).cosine(bank.get(0)), 1 - bank.get(1).cosine(bank.get(2))),
            within(1e-6));
    assertThatThrownBy(() -> new NeighbourDistance(world.geometry().space(), bank, 4))
        .hasMessageContaining("neighbour 4 of 3");
  }

  @Test
  void neighboursOfASolveAreItsLabelledSamples() {
    Space space = world.geometry().space();
    GeometryOptions options = NoveltyMeasure.NEIGHBOURS.geometry(HeadOptions.defaults());
    Head head = new SurveyedHead(Heads.named("slda", HeadOptions.defaults()), OAS, 30, options);
    Evidence evidence = Evidence.empty(space, head.demands(space));
    List<Embedding> bank = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      Embedding sample = world.draw(n % 3, 0);
      bank.add(sample);
      evidence.apply(
          new LabelChange(
              "s" + n,
              sample,
              0,
              n,
              Optional.empty(),
              Optional.of(Assignment.of("class" + n % 3))));
    }
    ClassGeometry geometry = head.fit(evidence).geometry().orElseThrow();
    NeighbourDistance expected = new NeighbourDistance(space, bank, 5);
    for (Embedding sample : List.of(world.draw(1, 0), world.stranger(), bank.get(7))) {
      assertThat(NoveltyMeasure.NEIGHBOURS.score(geometry, sample))
          .isEqualTo(expected.score(sample.toPoint()));
      assertThat(NoveltyMeasure.NEIGHBOURS.score(geometry, sample, geometry.place(sample)))
          .isEqualTo(expected.score(sample.toPoint()));
    }
    assertThatThrownBy(() -> NoveltyMeasure.NEIGHBOURS.score(world.geometry(), world.stranger()))
        .hasMessageContaining("no samples");
  }

  /** Their sums may be left when the bank has let go of all samples. */
  @Test
  void ofNoSamplesEverythingIsEquallyFar() {
    NthNeighbour none = NthNeighbour.of(world.geometry().space(), new Exemplars(), 5);
    assertThat(none.distance(world.stranger())).isEqualTo(none.distance(world.draw(0, 0)));
    assertThatThrownBy(() -> NthNeighbour.of(world.geometry().space(), new Exemplars(), 0))
        .hasMessageContaining("neighbour is 0");
  }

  @Test
  void normalScoreOfNormalSamplesIsOnePerAxis() {
    NormalScore score = NormalScore.of(PrincipalAxes.of(world.statistics(), OAS, 1));
    double sum = 0;
    for (int n = 0; n < 2_000; n++) {
      sum += score.score(world.draw(n % GaussianWorld.CLASSES, 0).toPoint());
    }

    assertThat(sum / 2_000).isCloseTo(GaussianWorld.DIM, within(1.0));
  }
}
