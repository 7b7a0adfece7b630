package io.alluvium.app;

import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.swap.ShadowSize;
import io.alluvium.evaluation.swap.SwapPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** What the protocols {@code encoder-swap} and {@code cascade} need beyond others. */
final class SwapSettings {
  @Option(
      names = "--to",
      paramLabel = "NAME|PATH",
      split = ",",
      description =
          "encoder-swap: the encoder that takes over from --encoder; several with commas between take over one after"
              + " the other. cascade: the large encoder, that of --encoder is the small one.")
  private List<String> to = List.of();

  @Option(
      names = "--shadow",
      paramLabel = "N",
      defaultValue = "4d",
      description =
          "encoder-swap, cascade: unlabelled samples that both encoders see, a number or a multiple of the old width;"
              + " several with commas between make a curve (default: ${DEFAULT-VALUE}).")
  private String shadow = "4d";

  @Option(
      names = "--cascade-coverage",
      paramLabel = "F",
      split = ",",
      defaultValue = "0.8,0.9,0.95,0.98",
      description =
          "cascade: how often sets of the small encoder hold the true class, above 0 and below 1; where a set is one"
              + " class, it is the answer (default: ${DEFAULT-VALUE}).")
  private List<Double> coverage = List.of();

  /** Checks the settings. */
  SwapPlan plan(EvaluationPlan base) {
    return new SwapPlan(base, to, ShadowSize.list(shadow), coverage);
  }
}
