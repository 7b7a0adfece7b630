package io.alluvium.app;

import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.swap.ShadowSize;
import io.alluvium.evaluation.swap.SwapPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** What the protocol {@code encoder-swap} needs beyond that of others. */
final class SwapSettings {
  @Option(
      names = "--to",
      paramLabel = "NAME|PATH",
      split = ",",
      description =
          "encoder-swap: the encoder that takes over from --encoder; several with commas between take over one after"
              + " the other.")
  private List<String> to = List.of();

  @Option(
      names = "--shadow",
      paramLabel = "N",
      defaultValue = "4d",
      description =
          "encoder-swap: unlabelled samples that both encoders see, a number or a multiple of the old width;"
              + " several with commas between make a curve (default: ${DEFAULT-VALUE}).")
  private String shadow = "4d";

  /** Checks the settings. */
  SwapPlan plan(EvaluationPlan base) {
    return new SwapPlan(base, to, ShadowSize.list(shadow));
  }
}
