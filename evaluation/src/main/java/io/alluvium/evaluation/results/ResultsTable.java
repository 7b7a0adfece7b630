package io.alluvium.evaluation.results;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.metrics.Sample;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.report.Json;
import io.alluvium.evaluation.report.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finished evaluations as tables in Markdown: one for each data set, protocol and encoder, with the
 * mean and the deviation over the seeds that are there, and what others reached beside it.
 */
public final class ResultsTable {
  private static final Map<String, String> METRICS = metrics();
  private static final Map<String, Object> DEFAULTS =
      RunDescription.protocol(ProtocolOptions.defaults());

  private final Map<ResultGroup, Map<String, Map<String, List<Double>>>> groups =
      new LinkedHashMap<>();
  private final Map<ResultGroup, TreeSet<Long>> seeds = new LinkedHashMap<>();
  private final List<Anchor> anchors;

  private ResultsTable(List<Anchor> anchors) {
    this.anchors = anchors;
  }

  private static Map<String, String> metrics() {
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", "accuracy");
    metrics.put("macro_recall", "macro recall");
    metrics.put("prequential_accuracy", "prequential");
    metrics.put("kappa_temporal", "kappa temporal");
    metrics.put("average_incremental_accuracy.samples", "average incremental");
    metrics.put("forgetting.max", "forgetting");
    metrics.put("harmonic_mean_accuracy", "harmonic mean");
    metrics.put("novelty.auroc", "novelty AUROC");
    metrics.put("ece", "ECE");
    return metrics;
  }

  /**
   * Reads all folders of finished evaluations of data sets under a folder, in the order of their
   * names.
   *
   * @throws EvaluationException if there is none
   */
  public static ResultsTable read(Path root, List<Anchor> anchors) {
    ResultsTable table = new ResultsTable(anchors);
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.endsWith("report.json"))
          .sorted()
          .map(Json::read)
          .filter(ResultsTable::isOfData)
          .forEach(table::add);
    } catch (IOException e) {
      throw new EvaluationException(root + " cannot be read: " + e, e);
    }
    if (table.groups.isEmpty()) {
      throw new EvaluationException(root + " has no finished evaluation in it");
    }
    return table;
  }

  /** Replays of ledgers have no seeds to take a mean over. */
  private static boolean isOfData(Map<String, Object> report) {
    return Boolean.TRUE.equals(report.get("complete"))
        && RunDescription.dataNames(report).isPresent();
  }

  private void add(Map<String, Object> report) {
    ResultGroup group = group(report);
    if (report.get("seed") instanceof Number seed) {
      seeds.computeIfAbsent(group, _ -> new TreeSet<>()).add(seed.longValue());
    }
    if (!(report.get("heads") instanceof Map<?, ?> heads)) {
      return;
    }
    heads.forEach((head, row) -> {
      if (row instanceof Map<?, ?> values) {
        Map<String, List<Double>> figures =
            groups
                .computeIfAbsent(group, _ -> new LinkedHashMap<>())
                .computeIfAbsent(String.valueOf(head), _ -> new TreeMap<>());
        METRICS
            .keySet()
            .forEach(metric -> {
              if (values.get(metric) instanceof Number number) {
                figures.computeIfAbsent(metric, _ -> new ArrayList<>()).add(number.doubleValue());
              }
            });
      }
    });
  }

  private static ResultGroup group(Map<String, Object> report) {
    Path encoder = Path.of(String.valueOf(report.get("encoder"))).getFileName();
    return new ResultGroup(
        RunDescription.dataNames(report).orElse(""),
        String.valueOf(report.get("protocol")),
        String.valueOf(encoder),
        report.get("protocol_options") instanceof Map<?, ?> options ? options(options) : "");
  }

  /** Names all that is not as in the defaults, but for the warm samples, which follow from data. */
  private static String options(Map<?, ?> options) {
    List<String> set = new ArrayList<>();
    DEFAULTS.forEach((name, usual) -> {
      Object value = options.get(name);
      if (value != null && !value.equals(usual) && !name.equals("warm")) {
        set.add(phrase(name, value));
      }
    });
    return String.join(", ", set);
  }

  private static String phrase(String name, Object value) {
    double number = value instanceof Number n ? n.doubleValue() : 0;
    return switch (name) {
      case "label_delay" -> "labels " + value + " samples later";
      case "label_fraction" -> percent(number) + " of the samples labelled";
      case "label_noise" -> percent(number) + " of the labels wrong at first";
      case "corrected" -> "wrong labels stay";
      default -> name.replace('_', ' ') + " " + value;
    };
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** Returns the tables, each under a heading of the second level. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    groups.forEach((group, heads) -> table(group, heads, text));
    return text.toString();
  }

  private void table(
      ResultGroup group, Map<String, Map<String, List<Double>>> heads, StringBuilder text) {
    List<Anchor> others = anchors.stream().filter(each -> each.belongsTo(group)).toList();
    List<String> metrics =
        METRICS.keySet().stream()
            .filter(metric ->
                heads.values().stream().anyMatch(figures -> figures.containsKey(metric))
                    || others.stream().anyMatch(each -> each.metric().equals(metric)))
            .toList();
    text.append("## ").append(group.data()).append(", ").append(group.protocol());
    text.append("\n\nEncoder ").append(group.encoder());
    text.append("; seeds ").append(seeds.getOrDefault(group, new TreeSet<>()));
    text.append(group.options().isEmpty() ? "" : "; " + group.options()).append(".\n\n| head |");
    metrics.forEach(metric -> text.append(' ').append(METRICS.get(metric)).append(" |"));
    text.append("\n| --- |").append(" --- |".repeat(metrics.size())).append('\n');
    heads.forEach((head, figures) -> {
      text.append("| `").append(head).append("` |");
      for (String metric : metrics) {
        String cell =
            Optional.ofNullable(figures.get(metric)).map(v -> new Sample(v).text()).orElse("");
        text.append(' ').append(cell).append(" |");
      }
      text.append('\n');
    });
    others.stream()
        .map(Anchor::method)
        .distinct()
        .forEach(method -> {
          text.append("| *").append(method).append("* |");
          for (String metric : metrics) {
            text.append(' ').append(value(others, method, metric)).append(" |");
          }
          text.append('\n');
        });
    text.append('\n');
  }

  private static String value(List<Anchor> anchors, String method, String metric) {
    return anchors.stream()
        .filter(each -> each.method().equals(method) && each.metric().equals(metric))
        .map(Anchor::value)
        .findFirst()
        .orElse("");
  }
}
