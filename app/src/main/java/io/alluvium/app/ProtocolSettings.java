package io.alluvium.app;

import io.alluvium.evaluation.protocol.AskedLabels;
import io.alluvium.evaluation.protocol.LabelOptions;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.ask.AskStrategy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The protocol of an evaluation and its settings. */
final class ProtocolSettings {
  @Option(
      names = "--protocol",
      paramLabel = "P",
      defaultValue = "joint",
      description =
          "joint, prequential, class-incremental, few-shot, imbalance, domain-incremental, blurry, task-stream,"
              + " encoder-swap, cascade or shift (default: ${DEFAULT-VALUE}).")
  private String protocol = "joint";

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Seed of every order and every choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--label-delay",
      paramLabel = "N",
      defaultValue = "0",
      description = "Samples that come between a sample and its label (default: ${DEFAULT-VALUE}).")
  private int labelDelay;

  @Option(
      names = "--label-fraction",
      paramLabel = "F",
      defaultValue = "1",
      description = "Share of the samples that get a label (default: ${DEFAULT-VALUE}).")
  private double labelFraction;

  @Option(
      names = "--label-noise",
      paramLabel = "F",
      defaultValue = "0",
      description = "Share of the labels that are wrong at first (default: ${DEFAULT-VALUE}).")
  private double labelNoise;

  @Option(
      names = "--correction-delay",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Samples that come between a wrong label and the right one (default: ${DEFAULT-VALUE}).")
  private int correctionDelay;

  @Option(names = "--uncorrected", description = "Wrong labels stay: nobody corrects them.")
  private boolean uncorrected;

  @Option(
      names = "--trusted-fraction",
      paramLabel = "F",
      defaultValue = "0",
      description =
          "Share of the samples whose labels are right and weigh 2, as those of an annotator who is trusted"
              + " (default: ${DEFAULT-VALUE}).")
  private double trustedFraction;

  @Option(
      names = "--ask",
      paramLabel = "STRATEGY",
      description =
          "Only labels that are asked for come, in prequential: ${COMPLETION-CANDIDATES} says by what.")
  private @Nullable AskStrategy ask;

  @Option(
      names = "--ask-budget",
      paramLabel = "F",
      defaultValue = "0.1",
      description = "Share of the samples that are asked about (default: ${DEFAULT-VALUE}).")
  private double askBudget;

  @Option(
      names = "--label-budget",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "At most so many labels are asked for over the whole stream, instead of --ask-budget.")
  private int labelBudget;

  @Option(
      names = "--ask-challengers",
      paramLabel = "HEAD",
      split = ",",
      description = "Heads that run beside each head and are asked by --ask committee.")
  private List<String> askChallengers = List.of();

  @Option(
      names = "--classes-per-task",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Classes of a task; 0 is a tenth of all, in few-shot 5 (default: ${DEFAULT-VALUE}).")
  private int classesPerTask;

  @Option(
      names = "--probes-per-task",
      paramLabel = "H",
      defaultValue = "1",
      description = "Looks at the test samples in each task (default: ${DEFAULT-VALUE}).")
  private int probesPerTask;

  @Option(
      names = "--blurry-share",
      paramLabel = "F",
      defaultValue = "0.1",
      description =
          "Share of the samples that come in a task drawn at random (default: ${DEFAULT-VALUE}).")
  private double blurryShare;

  @Option(
      names = "--base-classes",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Classes before the few-shot tasks; 0 is 60 %% of all (default: ${DEFAULT-VALUE}).")
  private int baseClasses;

  @Option(
      names = "--shots",
      paramLabel = "N",
      defaultValue = "5",
      description = "Samples of each class of a few-shot task (default: ${DEFAULT-VALUE}).")
  private int shots;

  @Option(
      names = "--rare-shots",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,5,20,50",
      description = "Samples of each rare class of imbalance (default: ${DEFAULT-VALUE}).")
  private List<Integer> rareShots = List.of();

  long seed() {
    return seed;
  }

  Protocol protocol() {
    return Protocol.named(protocol);
  }

  /** Returns the settings; the number of warm samples is said by the data set. */
  ProtocolOptions options() {
    LabelOptions labels =
        new LabelOptions(
            labelDelay, labelFraction, labelNoise, correctionDelay, !uncorrected, trustedFraction);
    return new ProtocolOptions(
        seed,
        0,
        asked().map(labels::withAsked).orElse(labels),
        classesPerTask,
        probesPerTask,
        blurryShare,
        baseClasses,
        shots,
        rareShots);
  }

  private Optional<AskedLabels> asked() {
    if (ask != null) {
      return Optional.of(new AskedLabels(ask, askBudget, labelBudget, askChallengers));
    }
    if (!askChallengers.isEmpty()) {
      throw new IllegalArgumentException("--ask-challengers goes with --ask committee");
    }
    return Optional.empty();
  }
}
