package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter.Activation;
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
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.1",
      description = "Temperature of the contrastive loss (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--relation",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      description =
          "Weight of the relation between prototypes of old classes and the batch; 0 for none (default:"
              + " ${DEFAULT-VALUE}).")
  private double relation;

  @Option(
      names = "--relation-temperature",
      paramLabel = "T",
      defaultValue = "0.1",
      description = "Temperature of that relation (default: ${DEFAULT-VALUE}).")
  private double relationTemperature;

  @Option(
      names = "--drift",
      paramLabel = "WEIGHT",
      defaultValue = "1",
      description =
          "Weight of the distance to the vectors of the frozen encoder; 0 for none (default:"
              + " ${DEFAULT-VALUE}).")
  private double drift;

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

  /** Returns the checked options. */
  AdapterOptions options() {
    return options(seed);
  }

  AdapterOptions options(long otherSeed) {
    return new AdapterOptions(
        hidden,
        activation,
        epochs,
        batch,
        learningRate,
        temperature,
        relation,
        relationTemperature,
        drift,
        projection,
        energy,
        restore,
        averaging,
        onlyNew,
        otherSeed);
  }
}
