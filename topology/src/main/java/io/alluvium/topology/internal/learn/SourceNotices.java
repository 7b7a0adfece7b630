package io.alluvium.topology.internal.learn;

import io.alluvium.learning.source.AdaptationWorth;
import io.alluvium.learning.source.EpisodeScore;
import io.alluvium.learning.source.SourceChange;
import io.alluvium.learning.source.SourceReport;
import io.alluvium.topology.internal.sources.AnswerSets;
import io.alluvium.topology.internal.sources.SureAnswers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events that say what has changed with a source. */
final class SourceNotices {
  private SourceNotices() {}

  /**
   * Returns the event of a change.
   *
   * @param adapter what adapts answers; {@code off} where nothing does
   */
  static Notice of(String source, SourceChange change, String adapter) {
    return switch (change) {
      case SourceChange.Began began -> began(source, began, adapter);
      case SourceChange.Ended ended -> ended(source, ended, adapter);
      case SourceChange.Told told -> told(source, told.report(), adapter);
    };
  }

  private static Notice began(String source, SourceChange.Began began, String adapter) {
    Map<String, String> details = new TreeMap<>();
    String kind = began.event().kind().name().toLowerCase(Locale.ROOT);
    details.put("detector", began.event().detector());
    details.put("statistic", began.event().statistic());
    details.put("value", number(began.event().value()));
    details.put("since_offset", Long.toString(began.since()));
    details.put("since_samples", Long.toString(began.event().since()));
    details.put("kind", kind);
    details.put("correlated", Boolean.toString(began.correlated()));
    details.put("follows", Boolean.toString(began.follows()));
    if (began.follows()) {
      details.put("adapter", adapter);
    }
    return Notice.Happened.to(
        source,
        EventType.DRIFT,
        "Source '"
            + source
            + "' has changed since offset "
            + began.since()
            + ": "
            + began.event().detector()
            + " of "
            + began.event().statistic()
            + "; suspected is "
            + switch (began.event().kind()) {
              case INPUT -> "that its samples look different.";
              case CONCEPT ->
                  "that labels mean something else, or that there is more to tell apart.";
              case NOVELTY -> "that there are classes nobody has labelled.";
              case LABEL_SHIFT -> "that classes come in other shares.";
            },
        details);
  }

  private static Notice ended(String source, SourceChange.Ended ended, String adapter) {
    EpisodeScore score = ended.score();
    Map<String, String> details = new TreeMap<>();
    details.put("reason", ended.reason().name().toLowerCase(Locale.ROOT));
    details.put("began_offset", Long.toString(ended.began()));
    details.put("samples", Long.toString(ended.samples()));
    details.put("adapter", adapter);
    details.put("adapted", Long.toString(score.adapted()));
    details.put("labelled", Long.toString(score.labelled()));
    details.put("frozen_right", Long.toString(score.frozenRight()));
    details.put("adapted_right", Long.toString(score.adaptedRight()));
    details.put("resets", Long.toString(score.resets()));
    return Notice.Happened.to(
        source,
        EventType.DRIFT_OVER,
        "Source '"
            + source
            + switch (ended.reason()) {
              case RETURNED -> "' is what it was again, ";
              case SETTLED -> "' has changed for so long that this counts as normal, ";
            }
            + ended.samples()
            + " samples after it was noticed.",
        details);
  }

  private static Notice told(String source, SourceReport report, String adapter) {
    AdaptationWorth worth = report.worth();
    Map<String, String> details = new TreeMap<>();
    details.put("samples", Long.toString(report.samples()));
    details.put("window", Long.toString(report.window()));
    details.put("frechet", number(report.frechet()));
    details.put("histogram", number(report.histogram()));
    details.put("outliers", number(report.outlierShare()));
    details.put("autocorrelation", number(report.autocorrelation()));
    details.put("changed", Boolean.toString(report.changed()));
    details.put("changes", Long.toString(worth.changes()));
    details.put("adapter", adapter);
    details.put("adapted", Long.toString(worth.adapted()));
    details.put("labelled", Long.toString(worth.labelled()));
    details.put("frozen_right", Long.toString(worth.frozenRight()));
    details.put("answered_right", Long.toString(worth.answeredRight()));
    return Notice.Happened.to(
        source,
        EventType.SOURCE_REPORT,
        String.format(
            Locale.ROOT,
            "Source '%s' after %d samples: %s, %.1f %% of the last looked unusual; %d of %d labels"
                + " agree with the answers, %d with those as learnt.",
            source,
            report.samples(),
            report.changed() ? "changed" : "as it was",
            100 * report.outlierShare(),
            worth.answeredRight(),
            worth.labelled(),
            worth.frozenRight()),
        details);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  static Notice of(AnswerSets.Report report) {
    double coverage = (double) report.held() / report.labelled();
    double size = (double) report.members() / report.labelled();
    return new Notice.Happened(
        EventType.COVERAGE,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "Sets held the true class of %.3f of the last %d labels, %.3f was promised.",
            coverage,
            report.labelled(),
            report.promised()),
        Map.of(
            "promised", Double.toString(report.promised()),
            "labelled", Long.toString(report.labelled()),
            "coverage", Double.toString(coverage),
            "mean_size", Double.toString(size)));
  }

  static Notice of(SureAnswers.Report report) {
    double accuracy = (double) report.right() / report.labelled();
    return new Notice.Happened(
        EventType.CALIBRATION,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "%.3f of the last %d labels agree with the answers, which said %.3f; calibrated %.3f.",
            accuracy,
            report.labelled(),
            report.claimed(),
            report.calibrated()),
        Map.of(
            "labelled", Long.toString(report.labelled()),
            "accuracy", Double.toString(accuracy),
            "claimed", Double.toString(report.claimed()),
            "calibrated", Double.toString(report.calibrated()),
            "exponent", Double.toString(report.exponent())));
  }

  static Notice dropped(String source) {
    return Notice.Happened.to(
        source,
        EventType.SOURCE_DROPPED,
        "Source '"
            + source
            + "' is no longer watched: there are more than alluvium.sources.max. It begins anew"
            + " with its next sample.",
        Map.of());
  }
}
