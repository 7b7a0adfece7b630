package io.alluvium.evaluation.protocol;

/**
 * When and how labels come.
 *
 * @param delay samples that come between a sample and its label, at least 0
 * @param fraction share of the samples that get a label, in [0, 1]
 * @param noise share of the labels that are of a wrong class at first, in [0, 1]
 * @param correctionDelay samples that come between a wrong label and the right one, at least 0
 */
public record LabelOptions(int delay, double fraction, double noise, int correctionDelay) {
  /** Every label comes right after its sample and is right. */
  public static final LabelOptions AT_ONCE = new LabelOptions(0, 1, 0, 500);

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
    if (!(fraction >= 0 && fraction <= 1 && noise >= 0 && noise <= 1)) {
      throw new IllegalArgumentException(
          "label fraction is " + fraction + " and label noise " + noise + ", expected 0 to 1");
    }
  }
}
