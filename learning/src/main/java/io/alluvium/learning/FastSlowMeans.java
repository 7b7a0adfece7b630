package io.alluvium.learning;

import java.util.List;

/**
 * Nearest class mean by cosine, where the mean of a class is drawn to that of its recent samples:
 * fast prototypes over slow ones. A class follows a change at once, and what does not come again
 * sinks in only by its count.
 *
 * <p>A sample is recent as long as it is among the labelled samples that came last ({@link
 * HeadOptions#window} of them, over all classes); then it is consolidated, that is, it counts in
 * the slow mean for ever. How far a class is drawn is said at {@link RecentClasses}. A solve sorts
 * all samples; a prediction costs what it does for {@code ncm}. Between solves the window stands
 * still, and samples that come are recent.
 *
 * <p>Source: Wang, Huang, Zhang and Hua, "Few-shot continual learning: a brain-inspired approach",
 * arXiv 2104.09034, fast and slow weights. Departs from it: no weights are learnt by gradients,
 * nothing is learnt to learn; what is kept is two time scales, and consolidation by count.
 */
final class FastSlowMeans implements Head {
  private final int window;

  FastSlowMeans(HeadOptions options) {
    this.window = options.window();
  }

  @Override
  public String name() {
    return "fastslow";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public Scorer fit(Evidence evidence) {
    List<LabelledExemplar> recent = evidence.exemplars().newest(window);
    long since = recent.isEmpty() ? 0 : recent.getFirst().exemplar().arrival();
    return ViewScorer.of(evidence, new CosineMetric(), now -> new RecentClasses(now, since));
  }
}
