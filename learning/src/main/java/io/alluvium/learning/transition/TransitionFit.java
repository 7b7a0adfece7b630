package io.alluvium.learning.transition;

import io.alluvium.learning.Space;

/**
 * Both maps between two spaces, fitted from {@link ShadowMoments}, and what they say about how far
 * the spaces go together.
 *
 * <p>The map that serves is fitted to all pairs, with the prior and the ridge that did best on the
 * pairs held out; the one that is judged saw none of these. Its residual covariance is that over
 * the pairs held out. Immutable; safe for any thread.
 *
 * <p>Costs some thirty products of matrices of the dimension and three eigendecompositions.
 *
 * <p>Source: affine ridge regression with a chosen prior, as a closed form of the transitions of
 * "SLDC" (sequential learning with drift compensation, weak-nonlinear variants left out); the
 * residual covariance is that of multivariate regression, Mardia, Kent and Bibby, "Multivariate
 * analysis", chapter 6.
 */
public final class TransitionFit {
  /** Least number of pairs of each part: below, nothing can be said of what is left over. */
  public static final int LEAST_SAMPLES = 8;

  /**
   * One direction.
   *
   * @param serving the map fitted to all pairs
   * @param judged the map fitted without the pairs held out, with the same residual covariance
   * @param prior what it was drawn towards
   * @param ridge how far, as a share of the mean eigenvalue
   * @param explained hold-out R squared, {@code 1 - e n / tr(Cyy)}, at most 1
   */
  public record Direction(
      Transition serving,
      Transition judged,
      TransitionPrior prior,
      double ridge,
      double explained) {}

  private final Direction forward;
  private final Direction backward;
  private final double alignment;
  private final double rankRatio;
  private final long samples;

  private TransitionFit(
      Direction forward, Direction backward, double alignment, double rankRatio, long samples) {
    this.forward = forward;
    this.backward = backward;
    this.alignment = alignment;
    this.rankRatio = rankRatio;
    this.samples = samples;
  }

  /**
   * Fits both maps; the moments are read and not kept.
   *
   * @throws IllegalArgumentException if either part has fewer than {@link #LEAST_SAMPLES} pairs
   */
  public static TransitionFit of(ShadowMoments moments) {
    for (Fold fold : Fold.values()) {
      if (moments.samples(fold) < LEAST_SAMPLES) {
        throw new IllegalArgumentException(
            "there are "
                + moments.samples(fold)
                + " shadow pairs to "
                + (fold == Fold.FIT ? "fit to" : "judge by")
                + ", expected at least "
                + LEAST_SAMPLES);
      }
    }
    int split = moments.from().dim();
    CentredMoments fit = CentredMoments.of(moments.sums(Fold.FIT), split);
    CentredMoments hold = CentredMoments.of(moments.sums(Fold.HOLD), split);
    CentredMoments all = CentredMoments.of(moments.sums(), split);
    Spectrum old = Spectrum.of(fit.xx());
    Spectrum young = Spectrum.of(fit.yy());
    Direction forward = direction(moments.from(), moments.to(), fit, hold, all, old);
    Direction backward =
        direction(
            moments.to(), moments.from(), fit.reversed(), hold.reversed(), all.reversed(), young);
    double alignment =
        all.xy().dot(all.xy())
            / Math.sqrt(all.xx().dot(all.xx()))
            / Math.sqrt(all.yy().dot(all.yy()));
    double ranks = young.effectiveRank() / old.effectiveRank();
    return new TransitionFit(forward, backward, alignment, ranks, all.samples());
  }

  private static Direction direction(
      Space from,
      Space to,
      CentredMoments fit,
      CentredMoments hold,
      CentredMoments all,
      Spectrum spectrum) {
    RidgeFit.Choice choice = new RidgeFit(fit, hold, spectrum).choose();
    Matrix residual = ResidualCovariance.of(hold, choice.weights());
    double variance = hold.yy().trace() / hold.samples();
    double share = variance > 0 ? residual.trace() / variance : 0;
    return new Direction(
        affine(from, to, RidgeFit.refit(all, choice), all, residual, share),
        affine(from, to, choice.weights(), fit, residual, share),
        choice.prior(),
        choice.ridge(),
        variance > 0 ? 1 - choice.error() / variance : 1);
  }

  private static Transition affine(
      Space from, Space to, Matrix weights, CentredMoments moments, Matrix residual, double share) {
    return new Transition(from, to, weights, moments.offset(weights), residual, share, 1);
  }

  /** Returns the map from the old space to the new one. */
  public Direction forward() {
    return forward;
  }

  /** Returns the map from the new space to the old one. */
  public Direction backward() {
    return backward;
  }

  /**
   * Returns the linear centred kernel alignment of both spaces over all pairs, {@code |Cxy|^2 /
   * (|Cxx| |Cyy|)} in Frobenius norms, in [0, 1].
   *
   * <p>Source: Kornblith, Norouzi, Lee and Hinton, "Similarity of neural network representations
   * revisited", ICML 2019.
   */
  public double alignment() {
    return alignment;
  }

  /** Returns the effective rank of the new space over that of the old one, above 0. */
  public double rankRatio() {
    return rankRatio;
  }

  /** Returns the number of pairs. */
  public long samples() {
    return samples;
  }
}
