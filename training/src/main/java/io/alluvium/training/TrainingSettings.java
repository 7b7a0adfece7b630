package io.alluvium.training;

import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.learning.SimplexAssignment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the command line says how an adapter is trained. */
final class TrainingSettings {
  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "128",
      description = "Hidden units of the adapter (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--activation",
      defaultValue = "relu",
      description =
          "What is applied to them: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Activation activation = Activation.RELU;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often each vector is seen (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "256",
      description = "Vectors of one step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "STEP",
      defaultValue = "0.001",
      description = "Step of Adam (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--loss",
      defaultValue = "contrastive",
      description =
          "What tells classes apart: ${COMPLETION-CANDIDATES}; simplex draws each class to a fixed vertex, which it"
              + " keeps from one training to the next (default: ${DEFAULT-VALUE}).")
  private AdapterOptions.Loss loss = AdapterOptions.Loss.CONTRASTIVE;

  @Option(
      names = "--vertices",
      paramLabel = "DIR",
      description =
          "--loss simplex: folder of the adapter whose classes keep their vertices (default: the encoder below, if it"
              + " was trained so).")
  private @Nullable Path vertices;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.1",
      description = "Temperature of the loss (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--relation",
      paramLabel = "WEIGHT",
      description =
          "Weight of the relation between prototypes of old classes and the batch; 0 for none (default: 1, 0 with"
              + " --loss simplex).")
  private @Nullable Double relation;

  @Option(
      names = "--relation-temperature",
      paramLabel = "T",
      defaultValue = "0.1",
      description = "Temperature of that relation (default: ${DEFAULT-VALUE}).")
  private double relationTemperature;

  @Option(
      names = "--drift",
      paramLabel = "WEIGHT",
      description =
          "Weight of the distance to the vectors of the frozen encoder; 0 for none (default: 1, 0 with --loss"
              + " simplex).")
  private @Nullable Double drift;

  @Option(
      names = "--projection",
      defaultValue = "off",
      description =
          "What is left of an update where inputs of old classes lie: ${COMPLETION-CANDIDATES}; transfer keeps what"
              + " lowers their loss too (default: ${DEFAULT-VALUE}).")
  private AdapterOptions.Projection projection = AdapterOptions.Projection.OFF;

  @Option(
      names = "--energy",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description =
          "Share of the old inputs' energy that the projection protects (default: ${DEFAULT-VALUE}).")
  private double energy;

  @Option(
      names = "--restore",
      paramLabel = "PROBABILITY",
      defaultValue = "0",
      description =
          "Probability with which a weight goes back to its start in each step (default: ${DEFAULT-VALUE}).")
  private double restore;

  @Option(
      names = "--averaging",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the weights' average that stays in each step, such as 0.99 (default: ${DEFAULT-VALUE}, none).")
  private double averaging;

  @Option(
      names = "--only-new",
      description =
          "Draw only vectors of new classes together and apart; the old ones are protected by the other terms.")
  private boolean onlyNew;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * Returns the checked options.
   *
   * @throws IllegalArgumentException if one is out of range, or they contradict each other
   */
  AdapterOptions options() {
    if (vertices != null && loss != AdapterOptions.Loss.SIMPLEX) {
      throw new IllegalArgumentException("--vertices needs --loss simplex");
    }
    return options(seed);
  }

  /**
   * Returns the vertices that classes keep; empty if no training before has given any.
   *
   * @throws EvaluationException if a folder was named that has none, or cannot be read
   */
  Optional<SimplexAssignment> kept(BaseEncoder base) {
    if (loss != AdapterOptions.Loss.SIMPLEX) {
      return Optional.empty();
    }
    if (vertices == null) {
      return base.vertices();
    }
    return Optional.of(
        BaseEncoder.vertices(vertices)
            .orElseThrow(() ->
                new EvaluationException(
                    "--vertices: "
                        + vertices
                        + " has no "
                        + AdapterFolder.VERTICES
                        + ": it is no adapter trained with --loss simplex")));
  }

  AdapterOptions options(long otherSeed) {
    return new AdapterOptions(
        hidden,
        activation,
        epochs,
        batch,
        learningRate,
        loss,
        temperature,
        relation == null ? holding() : relation,
        relationTemperature,
        drift == null ? holding() : drift,
        projection,
        energy,
        restore,
        averaging,
        onlyNew,
        otherSeed);
  }

  /** What holds vectors where they were: vertices are elsewhere, and hold classes themselves. */
  private double holding() {
    return switch (loss) {
      case CONTRASTIVE -> 1;
      case SIMPLEX -> 0;
    };
  }
}
