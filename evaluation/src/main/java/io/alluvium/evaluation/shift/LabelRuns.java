package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts samples of a class together: each class is cut into chunks by a Dirichlet distribution over
 * as many slots as there are classes, and a slot has the chunks of all classes one after the other.
 *
 * <p>Source: Yuan, Xie and Li, "Robust test-time adaptation in dynamic scenarios", CVPR 2023
 * (RoTTA), section 4.1; gamma numbers by Marsaglia and Tsang, "A simple method for generating gamma
 * variables", ACM TOMS 2000.
 */
final class LabelRuns {
  private static final int MAX_SLOTS = 100;

  private LabelRuns() {}

  /**
   * Returns the rows in another order.
   *
   * @param concentration above 0; the smaller, the longer the runs
   */
  static List<Integer> of(
      List<Integer> rows, Function<Integer, String> label, double concentration, String seed) {
    Random random = SeededOrder.random(seed);
    Map<String, List<Integer>> classes = new TreeMap<>();
    for (int row : rows) {
      classes.computeIfAbsent(label.apply(row), name -> new ArrayList<>()).add(row);
    }
    int slots = Math.min(classes.size(), MAX_SLOTS);
    List<List<List<Integer>>> chunks = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      chunks.add(new ArrayList<>());
    }
    for (List<Integer> members : classes.values()) {
      double[] cuts = cuts(slots, concentration, random);
      int from = 0;
      for (int slot = 0; slot < slots; slot++) {
        int to = slot == slots - 1 ? members.size() : (int) (cuts[slot] * members.size());
        chunks.get(slot).add(members.subList(from, Math.max(from, to)));
        from = Math.max(from, to);
      }
    }
    List<Integer> ordered = new ArrayList<>();
    for (List<List<Integer>> slot : chunks) {
      Collections.shuffle(slot, random);
      slot.forEach(ordered::addAll);
    }
    return ordered;
  }

  /** Sums of the shares of the slots, ascending, the last one 1. */
  private static double[] cuts(int slots, double concentration, Random random) {
    double[] cuts = new double[slots];
    double total = 0;
    for (int slot = 0; slot < slots; slot++) {
      total += gamma(concentration, random);
      cuts[slot] = total;
    }
    for (int slot = 0; slot < slots && total > 0; slot++) {
      cuts[slot] /= total;
    }
    return cuts;
  }

  private static double gamma(double shape, Random random) {
    if (shape < 1) {
      return gamma(shape + 1, random) * StrictMath.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      double u = random.nextDouble();
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
