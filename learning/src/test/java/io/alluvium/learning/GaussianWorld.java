package io.alluvium.learning;

import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Four classes of 16 numbers, what is learnt of them, and samples that may be shifted. */
public final class GaussianWorld {
  public static final int DIM = 16;
  public static final int CLASSES = 4;
  private static final int PER_CLASS = 200;
  private static final double SPREAD = 0.35;

  private final RandomGenerator random;
  private final double[][] means = new double[CLASSES][DIM];
  private final SufficientStatistics statistics;
  private final ClassGeometry geometry;
  private final SurpriseModel surprise;

  public GaussianWorld(RandomGenerator random) {
    this.random = random;
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = SPREAD * random.nextGaussian();
      }
    }
    this.statistics = new SufficientStatistics(Samples.fixedSpace(DIM));
    List<Embedding> calibration = new ArrayList<>();
    for (int n = 0; n < PER_CLASS * CLASSES; n++) {
      statistics.add("class" + n % CLASSES, draw(n % CLASSES, 0));
      calibration.add(draw(n % CLASSES, 0));
    }
    this.geometry = ClassGeometry.of(statistics, new Shrinkage.Oas()).orElseThrow();
    this.surprise = SurpriseModel.of(geometry, calibration);
  }

  /** Draws a sample of a class, each number moved by so much: classes scatter by 0.5. */
  public Embedding draw(int c, double shift) {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (means[c][i] + 0.5 * random.nextGaussian() + shift);
    }
    return Samples.fixedSpace(DIM).quantise(vector);
  }

  /** Draws a sample that is far from every class. */
  public Embedding stranger() {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (3 * (i % 2 == 0 ? 1 : -1) + 0.5 * random.nextGaussian());
    }
    return Samples.fixedSpace(DIM).quantise(vector);
  }

  public int anyClass() {
    return random.nextInt(CLASSES);
  }

  public SufficientStatistics statistics() {
    return statistics;
  }

  public ClassGeometry geometry() {
    return geometry;
  }

  public ClassGeometry all() {
    ClassSums all = statistics.classes().stream().reduce(ClassSums::plus).orElseThrow();
    return ClassGeometry.of(
            SufficientStatistics.of(statistics.space(), Map.of("", all), statistics.moments()),
            new Shrinkage.Oas())
        .orElseThrow();
  }

  public SurpriseModel surprise() {
    return surprise;
  }

  public FrozenClassifier classifier() {
    Head head = Heads.named("slda", HeadOptions.defaults());
    return new FrozenClassifier(head.fit(Evidence.of(statistics)), geometry);
  }
}
