package io.alluvium.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns gradients into updates of like size for every weight. Mutable; for one thread.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, with its
 * constants 0.9, 0.999 and 1e-8.
 */
final class Adam {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double LEAST = 1e-8;

  private final double learningRate;
  private final List<double[]> first = new ArrayList<>();
  private final List<double[]> second = new ArrayList<>();
  private int steps;

  Adam(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Returns what is to be added to the weights; gradients have the same sizes in each step. */
  List<float[]> update(List<float[]> gradients) {
    if (steps == 0) {
      gradients.forEach(part -> first.add(new double[part.length]));
      gradients.forEach(part -> second.add(new double[part.length]));
    }
    steps++;
    List<float[]> updates = new ArrayList<>(gradients.size());
    for (int p = 0; p < gradients.size(); p++) {
      updates.add(update(gradients.get(p), first.get(p), second.get(p)));
    }
    return updates;
  }

  private float[] update(float[] gradient, double[] mean, double[] square) {
    double meanShare = 1 - StrictMath.pow(FIRST, steps);
    double squareShare = 1 - StrictMath.pow(SECOND, steps);
    float[] update = new float[gradient.length];
    for (int i = 0; i < update.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
      update[i] =
          (float)
              (-learningRate
                  * (mean[i] / meanShare)
                  / (Math.sqrt(square[i] / squareShare) + LEAST));
    }
    return update;
  }
}
