package io.alluvium.evaluation.protocol;

import java.util.Optional;

/**
 * When and how labels come.
 *
 * @param delay samples that come between a sample and its label, at least 0
 * @param fraction share of the samples that get a label, in [0, 1]
 * @param noise share of the labels that are of a wrong class at first, in [0, 1]
 * @param correctionDelay samples that come between a wrong label and the right one, at least 0
 * @param corrected whether wrong labels are ever replaced
 * @param trusted share of the samples whose labels come from somebody who is trusted, in [0, 1]:
 *     they are right, and of weight {@link #TRUSTED_WEIGHT}
 * @param asked which labels are asked for, in {@code prequential}; empty if all of them come
 */
public record LabelOptions(
    int delay,
    double fraction,
    double noise,
    int correctionDelay,
    boolean corrected,
    double trusted,
    Optional<AskedLabels> asked) {
  /** Weight of the labels that are trusted; all others weigh 1. */
  public static final int TRUSTED_WEIGHT = 2;

  /** Every label comes right after its sample and is right. */
  public static final LabelOptions AT_ONCE = new LabelOptions(0, 1, 0, 500, true, 0);

  /** Checks the ranges. */
  public LabelOptions {
    if (delay < 0 || correctionDelay < 0) {
      throw new IllegalArgumentException(
          "label delay is "
              + delay
              + " samples and correction delay "
              + correctionDelay
              + ", expected at least 0");
    }
    checkShare("label fraction", fraction);
    checkShare("label noise", noise);
    checkShare("trusted fraction", trusted);
  }

  /** Makes options by which all labels come. */
  public LabelOptions(
      int delay,
      double fraction,
      double noise,
      int correctionDelay,
      boolean corrected,
      double trusted) {
    this(delay, fraction, noise, correctionDelay, corrected, trusted, Optional.empty());
  }

  /** Returns these options with labels that are asked for. */
  public LabelOptions withAsked(AskedLabels those) {
    return new LabelOptions(
        delay, fraction, noise, correctionDelay, corrected, trusted, Optional.of(those));
  }

  private static void checkShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " is " + share + ", expected 0 to 1");
    }
  }
}
