package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter.Activation;

/** What the hidden units of an adapter make of an input, {@code act(A x + a)}. */
record HiddenUnits(Activation activation) {

  double[] of(Weights weights, double[] input) {
    float[] down = weights.parts().get(0);
    float[] bias = weights.parts().get(1);
    double[] made = new double[bias.length];
    for (int i = 0; i < made.length; i++) {
      double sum = bias[i];
      for (int j = 0; j < input.length; j++) {
        sum += down[i * input.length + j] * input[j];
      }
      made[i] = activation.of(sum);
    }
    return made;
  }
}
