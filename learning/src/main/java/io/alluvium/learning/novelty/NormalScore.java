package io.alluvium.learning.novelty;

import io.alluvium.learning.PrincipalAxes;

/**
 * Squared Mahalanobis distance to the one normal distribution of what is normal, for streams with
 * normal data only; in its variant over the axes of least variance, which carry anomalies.
 *
 * <p>Source: Rippel, Mertens and Merhof, "Modeling the distribution of normal data in pre-trained
 * deep features for anomaly detection", ICPR 2020. Departs from it: small variances are raised to a
 * floor in place of shrinkage.
 */
public final class NormalScore implements NoveltyScore {
  private final PrincipalAxes axes;
  private final int kept;
  private final String name;

  private NormalScore(PrincipalAxes axes, int kept, String name) {
    this.axes = axes;
    this.kept = kept;
    this.name = name;
  }

  /** Returns the score over all axes. */
  public static NormalScore of(PrincipalAxes axes) {
    return new NormalScore(axes, axes.dim(), "mvg");
  }

  /**
   * Returns the score over the axes of least variance.
   *
   * @param share of the axes that is kept, above 0 and at most 1
   */
  public static NormalScore ofLeastVariance(PrincipalAxes axes, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share of axes is " + share + ", expected above 0 to 1");
    }
    return new NormalScore(axes, (int) Math.ceil(share * axes.dim()), "mvg-npca");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double score(double[] point) {
    double[] deviations = axes.deviations(point);
    double sum = 0;
    for (int i = 0; i < kept; i++) {
      sum += deviations[i] * deviations[i];
    }
    return sum;
  }
}
