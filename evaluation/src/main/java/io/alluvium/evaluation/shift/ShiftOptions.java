package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.learning.adapt.Adapters;
import java.util.List;

/**
 * Settings of streams in which sources shift.
 *
 * @param adapters names of the adapters, each once; {@code off} is beside every row anyway
 * @param shifts by what samples differ from those that were learnt
 * @param stream in which order stretches come
 * @param concentration of the Dirichlet distribution that puts samples of a class together; 0 where
 *     labels come independently
 * @param batch samples that are answered together, at least 1
 * @param segment samples of a stretch, at least 1
 * @param pool test samples that stretches are drawn from, at least 1; as many at most of each
 *     domain with samples of its own
 * @param appearing groups of classes that appear while the learner learns, at least 1; 0 where that
 *     is not measured
 * @param oneClass how many classes are taken for the only one that is normal, one after the other,
 *     at least 1; 0 where that is not measured
 * @param seed of every order
 */
public record ShiftOptions(
    List<String> adapters,
    Shifts shifts,
    StretchOrder stream,
    double concentration,
    int batch,
    int segment,
    int pool,
    int appearing,
    int oneClass,
    long seed) {

  /** Copies the list and checks the ranges. */
  public ShiftOptions {
    adapters = List.copyOf(adapters);
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
    if (stream == StretchOrder.MIXED && shifts.isMoreThanDamage()) {
      throw new EvaluationException(
          "stream mixed draws damage for each sample, expected another where domains have samples"
              + " of their own");
    }
    if (appearing < 0) {
      throw new EvaluationException(
          "groups of classes that appear are " + appearing + ", expected at least 0");
    }
    if (oneClass < 0) {
      throw new EvaluationException(
          "classes that are taken for normal are " + oneClass + ", expected at least 0");
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
