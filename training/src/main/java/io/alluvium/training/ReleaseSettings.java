package io.alluvium.training;

import io.alluvium.evaluation.EvaluationException;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** What the command line says of a measured release. */
final class ReleaseSettings {
  @Option(
      names = "--measure",
      paramLabel = "SEEDS",
      defaultValue = "0",
      description =
          "Write nothing, but release the adapter without a broker, so many times: what old and new classes gain and"
              + " lose, without compensation and with it. Needs --data and --new-classes.")
  private int seeds;

  @Option(
      names = "--shadow",
      paramLabel = "N",
      defaultValue = "1536",
      description = "--measure: unlabelled samples that both see (default: ${DEFAULT-VALUE}).")
  private int shadow;

  @Option(
      names = "--heads",
      paramLabel = "HEAD",
      split = ",",
      defaultValue = "ncm,slda,auto",
      description = "--measure: heads, with commas between (default: ${DEFAULT-VALUE}).")
  private List<String> heads = List.of();

  @Option(
      names = "--twice",
      description =
          "--measure: train an adapter of the old classes alone first and learn everything behind it; what is measured"
              + " is then the release of a second one, trained on top of it.")
  private boolean twice;

  boolean isAsked() {
    return seeds > 0;
  }

  boolean isTwice() {
    return twice;
  }

  /** Returns the seeds, from 1. */
  List<Long> seeds() {
    return LongStream.rangeClosed(1, seeds).boxed().toList();
  }

  List<String> heads() {
    return heads;
  }

  /** Returns the number of shadow samples out of a stream of so many. */
  int shadow(int stream) {
    if (shadow < 8 || shadow > stream) {
      throw new EvaluationException(
          "--shadow is " + shadow + ", expected 8 to " + stream + ", the unlabelled stream");
    }
    return shadow;
  }
}
