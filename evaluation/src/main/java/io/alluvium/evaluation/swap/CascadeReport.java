package io.alluvium.evaluation.swap;

import io.alluvium.learning.transition.EncoderCost;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is saved where a small encoder answers what it can, and what that costs in accuracy.
 *
 * @param samples unlabelled samples that the map was fitted from
 * @param cost what the small encoder takes, and then the large one
 * @param heads what came out, by head, the first one first
 * @param novelty how well samples of no class are told, where the data set has some
 */
record CascadeReport(
    int samples, EncoderCost cost, Map<String, Outcome> heads, Optional<SwapNovelty.Result> novelty)
    implements SwapOutcome {
  /**
   * What came out with a head.
   *
   * @param alone figures of each encoder alone, by row
   * @param rows both together, one for each promise
   */
  record Outcome(Map<String, Map<String, Object>> alone, List<CascadeTrial.Row> rows) {}

  CascadeReport {
    heads = new LinkedHashMap<>(heads);
  }

  /** What a question costs, of what asking the large encoder alone costs. */
  private double relative(CascadeTrial.Row row) {
    return 1 / cost.ratio() + 1 - row.early();
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>(of(heads.values().iterator().next()));
    Map<String, Object> byHead = new LinkedHashMap<>();
    heads.forEach((name, outcome) -> byHead.put(name, of(outcome)));
    values.put("n", samples);
    values.put("heads", byHead);
    values.put("small_millis", cost.beforeMillis());
    values.put("large_millis", cost.afterMillis());
    novelty.ifPresent(told -> values.put("novelty", told.values()));
    return values;
  }

  private Map<String, Object> of(Outcome outcome) {
    List<Object> rows = new ArrayList<>();
    for (CascadeTrial.Row row : outcome.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("coverage", row.coverage());
      values.put("accuracy", row.accuracy());
      values.put("early", row.early());
      values.put("early_accuracy", row.earlyAccuracy());
      values.put("held", row.held());
      values.put("cost", relative(row));
      rows.add(values);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rows", outcome.alone());
    values.put("cascade", rows);
    return values;
  }

  @Override
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "a sample takes the small encoder %.3g ms, the large one %.3g ms; map of %d samples%n",
        cost.beforeMillis(),
        cost.afterMillis(),
        samples);
    heads.forEach((name, outcome) -> print(name, outcome, out));
    novelty.ifPresent(told -> told.print(out));
    out.flush();
  }

  private void print(String name, Outcome outcome, PrintWriter out) {
    out.println(name);
    outcome
        .alone()
        .forEach((row, figures) ->
            out.printf(
                Locale.ROOT,
                "  %-14s  accuracy %s%n",
                row,
                figures.get("accuracy") instanceof Double accuracy
                    ? String.format(Locale.ROOT, "%.4f", accuracy)
                    : "-"));
    for (CascadeTrial.Row row : outcome.rows()) {
      out.printf(
          Locale.ROOT,
          "  cascade %.3g    accuracy %.4f  answered early %.3f, right %.4f  sets hold %.4f  cost"
              + " %.3f of large%n",
          row.coverage(),
          row.accuracy(),
          row.early(),
          row.earlyAccuracy(),
          row.held(),
          relative(row));
    }
  }
}
