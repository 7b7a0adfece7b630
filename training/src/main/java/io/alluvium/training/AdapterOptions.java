package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter.Activation;

/**
 * How an adapter is trained.
 *
 * @param hidden hidden units, 1 to 4096
 * @param activation what is applied to them
 * @param epochs how often each vector is seen, at least 1
 * @param batch vectors of one step, at least 2
 * @param learningRate step of {@link Adam}, above 0
 * @param loss what tells classes apart
 * @param temperature of that loss, above 0
 * @param relation weight of {@link PrototypeRelation}, at least 0; 0 leaves it out
 * @param relationTemperature its temperature, above 0
 * @param drift weight of {@link Drift}, at least 0; 0 leaves it out
 * @param projection what is left of an update where inputs of old classes lie
 * @param energy share of the old inputs' energy that the projection keeps, above 0 to 1
 * @param restore probability with which a weight goes back in each step, 0 to below 1
 * @param averaging share of the average that stays in each step, 0 to below 1; 0 leaves it out
 * @param onlyNew whether vectors of old classes are left out of the contrastive loss
 * @param seed of weights, order and restoring
 */
record AdapterOptions(
    int hidden,
    Activation activation,
    int epochs,
    int batch,
    double learningRate,
    Loss loss,
    double temperature,
    double relation,
    double relationTemperature,
    double drift,
    Projection projection,
    double energy,
    double restore,
    double averaging,
    boolean onlyNew,
    long seed) {

  /** What tells classes apart. */
  enum Loss {
    /** {@link SupervisedContrastive}. */
    CONTRASTIVE,
    /** {@link SimplexCrossEntropy}. */
    SIMPLEX
  }

  /** What is left of an update where inputs of old classes lie. */
  enum Projection {
    /** All of it. */
    OFF,
    /** Nothing. */
    STRICT,
    /** What also lowers the loss of the old classes. */
    TRANSFER
  }

  /** Checks the ranges. */
  AdapterOptions {
    check("epochs", epochs, 1, 100_000);
    check("batch", batch, 2, 65_536);
    check("learning rate", learningRate, Double.MIN_VALUE, 1);
    check("temperature", temperature, 1e-3, 100);
    check("relation weight", relation, 0, 1e6);
    check("relation temperature", relationTemperature, 1e-3, 100);
    check("drift weight", drift, 0, 1e6);
    check("energy", energy, Double.MIN_VALUE, 1);
    check("restore probability", restore, 0, Math.nextDown(1.0));
    check("averaging", averaging, 0, Math.nextDown(1.0));
    if (restore > 0 && projection != Projection.OFF) {
      throw new IllegalArgumentException(
          "restoring single weights would undo the projection: choose one of both");
    }
  }

  private static void check(String what, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          what + " is " + value + ", expected " + min + " to " + max);
    }
  }
}
