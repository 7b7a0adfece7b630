package io.alluvium.learning.novelty;

import io.alluvium.learning.PrincipalAxes;
import io.alluvium.learning.internal.Matrices;

/**
 * Squared Mahalanobis distance to the one normal distribution of what is normal, for streams with
 * normal data only; in its variant over the axes of least variance, which carry anomalies.
 *
 * <p>Source: Rippel, Mertens and Merhof, "Modeling the distribution of normal data in pre-trained
 * deep features for anomaly detection", ICPR 2020. Departs from it: axes of least variance are a
 * share of all axes, not of the variance.
 */
public final class NormalScore implements NoveltyScore {
  /** Share of the axes over which the variant measures. */
  public static final double LEAST_VARIANCE_SHARE = 0.5;

  private final PrincipalAxes axes;
  private final String name;

  private NormalScore(PrincipalAxes axes, String name) {
    this.axes = axes;
    this.name = name;
  }

  /** Returns the score over all axes. */
  public static NormalScore of(PrincipalAxes axes) {
    return new NormalScore(axes, NoveltyMeasure.MVG.toString());
  }

  /** Returns the score over the axes of least variance among these. */
  public static NormalScore ofLeastVariance(PrincipalAxes axes) {
    return new NormalScore(axes.least(LEAST_VARIANCE_SHARE), NoveltyMeasure.MVG_NPCA.toString());
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns the number of axes: what the score of a normal distribution is in the mean. */
  public int axes() {
    return axes.count();
  }

  @Override
  public double score(double[] point) {
    double[] deviations = axes.deviations(point);
    return Matrices.dot(deviations, deviations);
  }
}
