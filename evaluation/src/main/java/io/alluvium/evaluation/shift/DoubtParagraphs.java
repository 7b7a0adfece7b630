package io.alluvium.evaluation.shift;

import static io.alluvium.evaluation.shift.AdaptationDocument.cell;
import static io.alluvium.evaluation.shift.AdaptationDocument.number;
import static io.alluvium.evaluation.shift.AdaptationDocument.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables say of samples of no class that come in bursts, and of classes that appear. */
final class DoubtParagraphs {
  private DoubtParagraphs() {}

  static void bursts(List<ShiftReport> reports, StringBuilder text) {
    Map<?, ?> first = object(reports.getFirst().values().get("bursts"));
    for (Object share : first.keySet()) {
      if (first.get(share) instanceof Map<?, ?>) {
        List<Map<?, ?>> runs = new ArrayList<>();
        reports.forEach(one -> runs.add(object(object(one.values().get("bursts")).get(share))));
        burst(String.valueOf(share), first, runs, text);
      }
    }
  }

  private static void burst(
      String share, Map<?, ?> stream, List<Map<?, ?>> runs, StringBuilder text) {
    text.append(stream.get("bursts"))
        .append(" bursts of ")
        .append(stream.get("samples"))
        .append(" samples, ")
        .append(share.replace("novel_share:", "share of novel ones "))
        .append(": noticed ")
        .append(mean("%.1f", runs, "noticed"))
        .append(", as ")
        .append(kinds(runs))
        .append(", alarms between bursts ")
        .append(mean("%.1f", runs, "alarms_between"))
        .append("; p-value below 0.05: novel ")
        .append(mean("%.3f", runs, "novel_below_0.05"))
        .append(", known ")
        .append(mean("%.3f", runs, "known_below_0.05"))
        .append(", known between ")
        .append(mean("%.3f", runs, "between_below_0.05"))
        .append("; known answers in bursts ")
        .append(mean("%.3f", runs, "frozen"))
        .append(" frozen, harm ")
        .append(mean("%+.4f", runs, "harm"))
        .append(", between ")
        .append(mean("%+.4f", runs, "harm_between"))
        .append("; adapting in ")
        .append(mean("%.2f", runs, "adapting_in_bursts"))
        .append(" of bursts and ")
        .append(mean("%.3f", runs, "adapting_between"))
        .append(" between; ");
    List<Map<?, ?>> sets = new ArrayList<>();
    runs.forEach(run -> sets.add(object(run.get("sets"))));
    sets(sets, text);
    text.append(", in bursts ").append(mean("%.3f", sets, "coverage_in_bursts")).append(".\n\n");
  }

  private static String kinds(List<Map<?, ?>> runs) {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Map<?, ?> run : runs) {
      object(run.get("kinds"))
          .forEach((kind, count) ->
              kinds.merge(String.valueOf(kind), (int) number(count), Integer::sum));
    }
    return kinds.toString();
  }

  static void appearing(List<ShiftReport> reports, StringBuilder text) {
    if (!reports.getFirst().values().containsKey("appearing")) {
      return;
    }
    List<Map<?, ?>> all = new ArrayList<>();
    List<Map<?, ?>> known = new ArrayList<>();
    List<Map<?, ?>> later = new ArrayList<>();
    List<Map<?, ?>> adaptive = new ArrayList<>();
    for (ShiftReport report : reports) {
      Map<?, ?> values = object(report.values().get("appearing"));
      all.add(values);
      known.add(object(values.get("known")));
      later.add(object(values.get("after_4000")));
      adaptive.add(object(values.get("aci")));
    }
    text.append("Half of the classes appear in ")
        .append(mean("%.0f", all, "groups"))
        .append(" groups, learning from nothing: ");
    sets(all, text);
    text.append("; labels of unknown classes ")
        .append(mean("%.0f", all, "unknown"))
        .append("; without them ");
    sets(known, text);
    text.append("; after the first 4,000 labels ");
    sets(later, text);
    text.append("; by ACI ");
    sets(adaptive, text);
    text.append(".\n\n");
  }

  static void oneClass(List<ShiftReport> reports, StringBuilder text) {
    Map<?, ?> first = object(reports.getFirst().values().get("one_class"));
    if (first.isEmpty()) {
      return;
    }
    text.append("One of ")
        .append(first.get("classes"))
        .append(" classes normal, AUROC, false positives at 0.05 and 0.01, anomalies found at 0.05")
        .append(" and, in brackets, false positives by chi-square: ");
    for (Object score : first.keySet()) {
      if (first.get(score) instanceof Map<?, ?> figures) {
        List<Map<?, ?>> runs = new ArrayList<>();
        reports.forEach(one -> runs.add(object(object(one.values().get("one_class")).get(score))));
        text.append(score);
        for (String name :
            List.of("auroc", "false_positives:0.05", "false_positives:0.01", "found:0.05")) {
          text.append(' ').append(mean("%.3f", runs, name));
        }
        if (figures.containsKey("chi_square_false_positives:0.05")) {
          text.append(" (")
              .append(mean("%.3f", runs, "chi_square_false_positives:0.05"))
              .append(' ')
              .append(mean("%.3f", runs, "chi_square_false_positives:0.01"))
              .append(')');
        }
        text.append("; ");
      }
    }
    text.append("\n\n");
  }

  private static void sets(List<Map<?, ?>> sets, StringBuilder text) {
    text.append("coverage ")
        .append(mean("%.3f", sets, "coverage"))
        .append(", worst window of 2,000 ")
        .append(mean("%+.4f", sets, "worst_window_deviation"))
        .append(", size ")
        .append(mean("%.1f", sets, "mean_size"));
  }

  private static String mean(String format, List<Map<?, ?>> objects, String name) {
    return cell(format, objects.stream().map(one -> (Object) number(one.get(name))).toList());
  }
}
