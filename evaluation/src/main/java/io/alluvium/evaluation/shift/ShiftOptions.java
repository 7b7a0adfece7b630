package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.learning.adapt.Adapters;
import java.util.List;

/**
 * Settings of the protocol {@code shift}.
 *
 * @param adapters names of the adapters, each once; {@code off} is beside every row anyway
 * @param corruptions as in {@code noise:3}; none for all kinds of the payload at severity 3
 * @param stream in which order stretches come
 * @param concentration of the Dirichlet distribution that puts samples of a class together; 0 where
 *     labels come independently
 * @param batch samples that are answered together, at least 1
 * @param segment samples of a stretch, at least 1
 * @param pool test samples that stretches are drawn from, at least 1
 * @param seed of every order
 */
public record ShiftOptions(
    List<String> adapters,
    List<String> corruptions,
    StretchOrder stream,
    double concentration,
    int batch,
    int segment,
    int pool,
    long seed) {

  /** Copies the lists and checks the ranges. */
  public ShiftOptions {
    adapters = List.copyOf(adapters);
    corruptions = List.copyOf(corruptions);
    for (String adapter : adapters) {
      if (!Adapters.names().contains(adapter)) {
        throw new EvaluationException(
            "adapter is '" + adapter + "', expected one of " + Adapters.names());
      }
    }
    if (adapters.isEmpty() || adapters.stream().distinct().count() < adapters.size()) {
      throw new EvaluationException(
          "adapters are " + adapters + ", expected at least one, each once");
    }
    if (!(concentration >= 0 && concentration < Double.POSITIVE_INFINITY)) {
      throw new EvaluationException(
          "concentration is " + concentration + ", expected 0 or a number above it");
    }
    if (batch < 1 || segment < 1 || pool < 1) {
      throw new EvaluationException(
          "batch is "
              + batch
              + ", stretch "
              + segment
              + " and pool "
              + pool
              + " samples, expected at least 1");
    }
  }

  /** Reads {@code iid} or {@code dirichlet:G}; returns the concentration, 0 for the former. */
  public static double concentration(String order) {
    if (order.equals("iid")) {
      return 0;
    }
    if (order.matches("dirichlet:[0-9]{1,4}(\\.[0-9]{1,6})?")) {
      double concentration = Double.parseDouble(order.substring("dirichlet:".length()));
      if (concentration > 0) {
        return concentration;
      }
    }
    throw new EvaluationException(
        "order is '"
            + order
            + "', expected iid or dirichlet:G with G above 0, as in dirichlet:0.1");
  }

  /** Returns how labels come, as in {@code dirichlet:0.1}. */
  public String order() {
    return concentration == 0 ? "iid" : "dirichlet:" + concentration;
  }
}
