package io.alluvium.topology.internal.learn;

import io.alluvium.learning.ModelHealth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The event that says how the model is. */
final class HealthReport {
  private HealthReport() {}

  static Notice of(ModelHealth health) {
    Map<String, String> details = new TreeMap<>();
    details.put("labelled", Long.toString(health.samples()));
    details.put("classes", Integer.toString(health.classes()));
    details.put("effective_rank", text(health.effectiveRank()));
    put(details, "within_variance", health.withinVariance());
    put(details, "explained_share", health.explainedShare());
    put(details, "separation", health.separation());
    put(details, "mean_distance", health.meanDistance());
    health
        .closest()
        .ifPresent(pair -> {
          details.put("closest_distance", text(pair.distance()));
          details.put("closest_first", pair.first());
          details.put("closest_second", pair.second());
        });
    return new Notice.Happened(EventType.MODEL_HEALTH, Optional.empty(), message(health), details);
  }

  private static String message(ModelHealth health) {
    String closest =
        health
            .closest()
            .map(pair -> "; closest are '" + pair.first() + "' and '" + pair.second() + "'")
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%d labelled samples of %d classes use %.1f dimensions%s.",
        health.samples(),
        health.classes(),
        health.effectiveRank(),
        closest);
  }

  private static void put(Map<String, String> details, String name, OptionalDouble value) {
    value.ifPresent(number -> details.put(name, text(number)));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
