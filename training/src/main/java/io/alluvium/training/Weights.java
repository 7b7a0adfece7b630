package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.encoders.ResidualAdapter.Activation;
import java.util.List;
import java.util.Random;

/** The weights of an adapter while it is trained. Mutable; for one thread. */
final class Weights {
  private final int dim;
  private final int hidden;
  private final List<float[]> parts;

  private Weights(int dim, int hidden, List<float[]> parts) {
    this.dim = dim;
    this.hidden = hidden;
    this.parts = parts;
  }

  /**
   * Returns the weights that training begins with: {@code A} drawn with variance {@code 1 / dim},
   * all else zero, so that the adapter changes nothing.
   */
  static Weights start(int dim, int hidden, Random random) {
    float[] down = new float[hidden * dim];
    for (int i = 0; i < down.length; i++) {
      down[i] = (float) (random.nextGaussian() / Math.sqrt(dim));
    }
    return new Weights(
        dim, hidden, List.of(down, new float[hidden], new float[dim * hidden], new float[dim]));
  }

  int dim() {
    return dim;
  }

  int hidden() {
    return hidden;
  }

  /**
   * Returns the arrays themselves: {@code A} float32[hidden * dim], {@code a} float32[hidden],
   * {@code B} float32[dim * hidden], {@code b} float32[dim], matrices row by row.
   */
  List<float[]> parts() {
    return parts;
  }

  Weights copy() {
    return new Weights(dim, hidden, parts.stream().map(float[]::clone).toList());
  }

  /** Adds an update, part by part. */
  void add(List<float[]> update) {
    for (int p = 0; p < parts.size(); p++) {
      float[] part = parts.get(p);
      float[] added = update.get(p);
      for (int i = 0; i < part.length; i++) {
        part[i] += added[i];
      }
    }
  }

  ResidualAdapter adapter(Activation activation) {
    return new ResidualAdapter(activation, parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }
}
