package io.alluvium.learning;

import java.util.Map;

/**
 * Nearest class mean by cosine over labels of which not all are trusted: trusted ones build the
 * prototypes; another counts only where its class is the nearest of all prototypes, and near
 * enough, and is set aside otherwise.
 *
 * <p>A label is trusted from a weight of {@link HeadOptions#trustedWeight} on (weights are given to
 * annotators, see {@link Assignment}). A class without a trusted label takes all of its labels. A
 * solve compares each weak sample with all prototypes, {@code n C dim}; a prediction costs what it
 * does for {@code ncm}. How many labels were set aside is a remark of the fit.
 *
 * <p>Source: Qin, Hu, et al., "FoPro: few-shot guided robust webly-supervised prototypical
 * learning", AAAI 2023, section 3. Departs from it: no contrastive training; acceptance is decided
 * anew from all labels at each solve, and an accepted label counts by its integer weight.
 */
final class TrustedMeans implements Head {
  private final int trustedWeight;

  TrustedMeans(HeadOptions options) {
    this.trustedWeight = options.trustedWeight();
  }

  @Override
  public String name() {
    return "trusted";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public Scorer fit(Evidence evidence) {
    TrustedClasses.Judge judge = TrustedClasses.judge(evidence, trustedWeight);
    TrustedClasses classes = new TrustedClasses(evidence, judge);
    return ViewScorer.of(classes, new CosineMetric(), now -> new TrustedClasses(now, judge))
        .withRemarks(Map.of("labels_set_aside", classes.setAside()));
  }
}
