package io.alluvium.evaluation.swap;

import io.alluvium.learning.transition.GateCheck;
import io.alluvium.learning.transition.GateReport;
import io.alluvium.learning.transition.TransitionFit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a change of the encoder costs, for each number of shadow samples.
 *
 * @param heads names of the heads; figures of a row itself are those of the first
 * @param entries one for each number of shadow samples, in their order
 */
public record SwapReport(List<String> heads, List<Entry> entries) implements SwapOutcome {
  /** Copies the lists. */
  public SwapReport {
    heads = List.copyOf(heads);
    entries = List.copyOf(entries);
  }

  /**
   * What came out with so many shadow samples.
   *
   * @param samples shadow samples
   * @param fit what the maps are like
   * @param results by head
   * @param novelty how well samples of no class are told, where the data set has some
   */
  record Entry(
      int samples,
      Map<String, Object> fit,
      Map<String, SwapTrial.Result> results,
      Optional<SwapNovelty.Result> novelty) {
    private SwapTrial.Result of(String head) {
      SwapTrial.Result result = results.get(head);
      if (result == null) {
        throw new IllegalStateException("head " + head + " has no result");
      }
      return result;
    }

    Map<String, Object> values(List<String> heads) {
      Map<String, Object> rows = new LinkedHashMap<>();
      SwapTrial.Result first = of(heads.getFirst());
      first
          .rows()
          .forEach((name, figures) -> {
            Map<String, Object> row = new LinkedHashMap<>(figures);
            Map<String, Object> byHead = new LinkedHashMap<>();
            heads.forEach(head -> byHead.put(head, of(head).rows().getOrDefault(name, Map.of())));
            row.put("n", samples);
            row.put("heads", byHead);
            rows.put(name, row);
          });
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("n", samples);
      values.put("rows", rows);
      values.put("gate", gate(first.gate()));
      values.put("coverage", first.coverage().values());
      values.put("fit", fit);
      novelty.ifPresent(told -> values.put("novelty", told.values()));
      return values;
    }
  }

  static Map<String, Object> fit(TransitionFit fit, double seconds) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("forward", direction(fit.forward()));
    values.put("backward", direction(fit.backward()));
    values.put("seconds", seconds);
    return values;
  }

  private static Map<String, Object> direction(TransitionFit.Direction direction) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("prior", direction.prior().name().toLowerCase(Locale.ROOT));
    values.put("ridge", direction.ridge());
    values.put("explained", direction.explained());
    values.put("residual_share", direction.serving().residualShare());
    return values;
  }

  private static Map<String, Object> gate(GateReport gate) {
    Map<String, Object> checks = new LinkedHashMap<>();
    for (GateCheck check : gate.checks()) {
      Map<String, Object> values = new LinkedHashMap<>();
      check.value().ifPresent(value -> values.put("value", value));
      values.put("limit", check.limit());
      values.put("meaning", check.meaning());
      values.put("verdict", name(check.verdict()));
      checks.put(check.name(), values);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("verdict", name(gate.verdict()));
    values.put("chosen", gate.chosen());
    values.put("agreements", gate.agreements());
    values.put("checks", checks);
    return values;
  }

  private static String name(GateCheck.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>(entries.getLast().values(heads));
    List<Object> curve = new ArrayList<>();
    entries.forEach(entry -> curve.add(entry.values(heads)));
    values.put("curve", curve);
    return values;
  }

  @Override
  public void print(PrintWriter out) {
    for (Entry entry : entries) {
      out.printf(Locale.ROOT, "%d shadow samples%n", entry.samples());
      out.printf(Locale.ROOT, "%-12s", "row");
      heads.forEach(head -> out.printf(Locale.ROOT, "  %8s", head));
      out.println();
      for (String row : entry.of(heads.getFirst()).rows().keySet()) {
        out.printf(Locale.ROOT, "%-12s", row);
        for (String head : heads) {
          Map<String, Object> figures = entry.of(head).rows().getOrDefault(row, Map.of());
          out.print(
              figures.get("accuracy") instanceof Double accuracy
                  ? String.format(Locale.ROOT, "  %8.4f", accuracy)
                  : "         -");
        }
        out.println();
      }
      for (String head : heads) {
        printGate(head, entry.of(head).gate(), out);
        SwapCoverage sets = entry.of(head).coverage();
        out.printf(
            Locale.ROOT,
            "sets of %s through the change: %.4f to %.4f hold the true class over any %d in a row%n",
            head,
            sets.lowest(),
            sets.highest(),
            sets.window());
      }
      entry.novelty().ifPresent(told -> told.print(out));
      out.println();
    }
    out.flush();
  }

  private static void printGate(String head, GateReport gate, PrintWriter out) {
    out.printf(
        Locale.ROOT, "gate of %s: %s, serves %s%n", head, name(gate.verdict()), gate.chosen());
    for (GateCheck check : gate.checks()) {
      String value =
          check.value().isPresent()
              ? String.format(Locale.ROOT, "%.3f", check.value().getAsDouble())
              : "-";
      out.printf(
          Locale.ROOT,
          "  %-18s  %7s  %-14s  %-12s  %s%n",
          check.name(),
          value,
          check.limit(),
          name(check.verdict()),
          check.meaning());
    }
  }
}
