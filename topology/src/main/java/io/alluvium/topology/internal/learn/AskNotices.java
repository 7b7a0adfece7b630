package io.alluvium.topology.internal.learn;

import io.alluvium.topology.internal.asking.Asking;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Events that say what came of asking. */
final class AskNotices {
  private AskNotices() {}

  static Notice of(Asking.Report report) {
    return new Notice.Happened(
        EventType.ASKED,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "Of the last %d samples that were graded at random, %.3f were answered rightly (%.3f to %.3f); %d of %d"
                + " requests were answered.",
            report.right().all(),
            report.right().share(),
            report.right().low(),
            report.right().high(),
            report.answers(),
            report.requests()),
        Map.of(
            "requests", Long.toString(report.requests()),
            "answers", Long.toString(report.answers()),
            "graded", Long.toString(report.right().all()),
            "right", Long.toString(report.right().hits()),
            "accuracy", Double.toString(report.right().share()),
            "low", Double.toString(report.right().low()),
            "high", Double.toString(report.right().high())));
  }
}
