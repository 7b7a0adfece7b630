package io.alluvium.learning;

/**
 * Nearest class mean by cosine, where a class may be described in words before it has a sample: the
 * embedding of its description counts as some samples of it, so that the class is predictable from
 * its description alone, and the description fades as samples come.
 *
 * <p>Costs what {@code ncm} does. Without descriptions it is {@code ncm}. A class that is described
 * is known without ever having been labelled.
 *
 * <p>Source: D'Alessandro, Alonso, Calabres and Galar, "Multimodal parameter-efficient few-shot
 * class incremental learning" (CPE-CLIP), ICCV Workshops 2023, text embeddings as class prototypes.
 * Departs from it: nothing is prompted or trained; the text encoder is that of the samples, so it
 * is a prior in the units of samples: {@code mu = (k t + s) / (k + n)}, {@code k} = {@value
 * DescribedClasses#DESCRIPTION_WEIGHT}.
 */
final class DescribedMeans implements Head {
  private final HeadOptions options;

  DescribedMeans(HeadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "prior";
  }

  @Override
  public Scorer fit(Evidence evidence) {
    return ViewScorer.of(
        evidence,
        new CosineMetric(),
        now -> new DescribedClasses(now.statistics(), options.descriptions()));
  }
}
