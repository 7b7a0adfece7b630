package io.alluvium.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of an update what would change the answer to inputs of old classes. A layer {@code W x
 * + c} stays as it is for them if the rows of its update, bias included, are orthogonal to all
 * {@code (x, 1)}: for the first layer the inputs themselves, for the second what the first made of
 * them at the start.
 *
 * <p>Where the gradient of the old classes is given, the part inside stays in a layer in which it
 * lowers their loss too.
 *
 * <p>Source: Saha et al., "Gradient projection memory for continual learning", ICLR 2021, for the
 * subspace; Lin et al., "Beyond not-forgetting: continual learning with backward knowledge
 * transfer" (CUBER), NeurIPS 2022, for keeping what helps. Departs from both: the directions are
 * picked from the inputs one by one ({@link Subspace}), and what helps is asked again in each
 * epoch, by the sign of the inner product.
 */
final class ProjectedUpdate {
  private final Subspace inputs;
  private final Subspace activations;

  /**
   * Finds the subspaces.
   *
   * @param start the weights that training begins with
   * @param old inputs of old classes, float64[dim] each
   * @param energy share of their energy that is protected, above 0 to 1
   */
  ProjectedUpdate(Weights start, HiddenUnits units, List<double[]> old, double energy) {
    List<double[]> seen = new ArrayList<>();
    List<double[]> made = new ArrayList<>();
    for (double[] input : old) {
      seen.add(withOne(input));
      made.add(withOne(units.of(start, input)));
    }
    this.inputs = Subspace.spanned(start.dim() + 1, seen, energy);
    this.activations = Subspace.spanned(start.hidden() + 1, made, energy);
  }

  /** Returns the directions protected in the first layer, of {@code dim + 1}. */
  int protectedInputs() {
    return inputs.size();
  }

  /**
   * Returns what may be added to the weights.
   *
   * @param update in the order of {@link Weights#parts}
   * @param oldGradient gradient of the loss of old classes, in the same order; empty protects them
   *     whatever their loss
   */
  List<float[]> of(List<float[]> update, Optional<List<float[]>> oldGradient) {
    List<float[]> allowed = new ArrayList<>(update.size());
    allowed.addAll(layer(inputs, update, oldGradient, 0));
    allowed.addAll(layer(activations, update, oldGradient, 2));
    return allowed;
  }

  private static List<float[]> layer(
      Subspace subspace, List<float[]> update, Optional<List<float[]>> oldGradient, int part) {
    float[] joined = joined(update.get(part), update.get(part + 1));
    float[] inside = subspace.inside(joined);
    boolean helps =
        oldGradient
            .map(gradient -> dot(inside, joined(gradient.get(part), gradient.get(part + 1))) < 0)
            .orElse(false);
    if (!helps) {
      for (int i = 0; i < joined.length; i++) {
        joined[i] -= inside[i];
      }
    }
    return parted(joined, update.get(part + 1).length);
  }

  /** Puts the bias behind each row. */
  private static float[] joined(float[] matrix, float[] bias) {
    int width = matrix.length / bias.length;
    float[] joined = new float[matrix.length + bias.length];
    for (int row = 0; row < bias.length; row++) {
      System.arraycopy(matrix, row * width, joined, row * (width + 1), width);
      joined[row * (width + 1) + width] = bias[row];
    }
    return joined;
  }

  private static List<float[]> parted(float[] joined, int rows) {
    int width = joined.length / rows - 1;
    float[] matrix = new float[rows * width];
    float[] bias = new float[rows];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(joined, row * (width + 1), matrix, row * width, width);
      bias[row] = joined[row * (width + 1) + width];
    }
    return List.of(matrix, bias);
  }

  private static double dot(float[] left, float[] right) {
    double dot = 0;
    for (int i = 0; i < left.length; i++) {
      dot += (double) left[i] * right[i];
    }
    return dot;
  }

  private static double[] withOne(double[] vector) {
    double[] longer = Arrays.copyOf(vector, vector.length + 1);
    longer[vector.length] = 1;
    return longer;
  }
}
