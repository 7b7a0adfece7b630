package io.alluvium.learning;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Random features {@code h_j = f(r_j . x + o_j)} with rows {@code r_j} drawn once from a seed and
 * {@code f} in [-1, 1], quantised to a magnitude of at most {@value #LARGEST}.
 *
 * <p>The rows are drawn again from the seed wherever they are needed, so that nothing of them is
 * stored. Mapping costs one dot product for each feature.
 */
final class RandomFeatures implements FeatureMap {
  /** Small enough that the bound on the norm leaves the weights of a head enough of int32. */
  static final int LARGEST = 8191;

  /** A projection beyond so many standard deviations is cut there. */
  private static final double RECTIFIED_RANGE = 3.5;

  private static final double TERNARY_DEVIATION = Math.sqrt(1.0 / 3);

  private final Space space;
  private final WeightRows rows;
  private final DoubleUnaryOperator shape;

  private RandomFeatures(Space space, WeightRows rows, DoubleUnaryOperator shape) {
    this.space = space;
    this.rows = rows;
    this.shape = shape;
  }

  /**
   * Returns rectified random projections, {@code relu(P x)}, where the entries of {@code P} are -1,
   * 0 and 1 with probabilities 1/6, 2/3 and 1/6.
   *
   * <p>Source: McDonnell, Gong, Parvaneh, Abbasnejad and van den Hengel, "RanPAC: random
   * projections and pre-trained models for continual learning", NeurIPS 2023, section 4; the
   * entries are those of Achlioptas, "Database-friendly random projections", JCSS 2003. Departs
   * from the former by them, and by cutting features at {@value #RECTIFIED_RANGE} standard
   * deviations.
   *
   * @param dim number of features, 1 to {@link Embedding#MAX_DIM}
   */
  static RandomFeatures rectified(Space from, int dim, long seed) {
    WeightRows rows = rows(from, dim, seed, numbers -> ternary(numbers.below(6)), numbers -> 0);
    double range = RECTIFIED_RANGE * TERNARY_DEVIATION * from.usualNorm();
    return new RandomFeatures(
        rectifiedSpace(from, dim, seed), rows, value -> Math.min(Math.max(value, 0) / range, 1));
  }

  /** Returns the space of the features of {@link #rectified}. */
  static Space rectifiedSpace(Space from, int dim, long seed) {
    return DerivedSpace.of(from, "rectified", dim, LARGEST, seed);
  }

  private static double ternary(int sixth) {
    return switch (sixth) {
      case 0 -> -1;
      case 1 -> 1;
      default -> 0;
    };
  }

  /**
   * Returns random Fourier features {@code cos(r x + b)} of the Gaussian kernel {@code exp(-gamma
   * |x - y|^2)}, where vectors of the space count as of unit norm.
   *
   * <p>Source: Rahimi and Recht, "Random features for large-scale kernel machines", NIPS 2007.
   *
   * @param dim number of features, 1 to {@link Embedding#MAX_DIM}
   * @param gamma inverse width of the kernel, above 0
   */
  static RandomFeatures fourier(Space from, int dim, double gamma, long seed) {
    double deviation = Math.sqrt(2 * gamma) / from.usualNorm();
    WeightRows rows =
        rows(
            from,
            dim,
            seed,
            numbers -> deviation * numbers.normal(),
            numbers -> 2 * Math.PI * numbers.uniform());
    return new RandomFeatures(fourierSpace(from, dim, gamma, seed), rows, StrictMath::cos);
  }

  /** Returns the space of the features of {@link #fourier}. */
  static Space fourierSpace(Space from, int dim, double gamma, long seed) {
    return DerivedSpace.of(from, "fourier", dim, LARGEST, seed, Double.doubleToLongBits(gamma));
  }

  private static WeightRows rows(
      Space from,
      int dim,
      long seed,
      ToDoubleFunction<SeededNumbers> entry,
      ToDoubleFunction<SeededNumbers> offset) {
    SeededNumbers numbers = new SeededNumbers(seed);
    WeightRows.Builder rows = new WeightRows.Builder(from, dim);
    double[] row = new double[from.dim()];
    for (int j = 0; j < dim; j++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = entry.applyAsDouble(numbers);
      }
      rows.add(row, offset.applyAsDouble(numbers));
    }
    return rows.build();
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Embedding map(Embedding embedding) {
    int[] dots = new int[rows.count()];
    Kernels.dots(embedding, rows, dots);
    short[] features = new short[dots.length];
    for (int j = 0; j < features.length; j++) {
      double value = shape.applyAsDouble(rows.score(j, dots[j]));
      features[j] = (short) Math.rint(LARGEST * value);
    }
    return Embedding.of(features);
  }
}
