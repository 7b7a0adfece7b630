package io.alluvium.evaluation.results;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.report.Json;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finished evaluations as tables in Markdown: one for each data set, protocol and encoder, with the
 * mean and the deviation over the seeds that are there, and what others reached beside it.
 */
public final class ResultsTable {
  private static final Map<String, String> METRICS = metrics();

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
   * Reads all folders of finished evaluations under a folder, in the order of their names.
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
          .filter(report -> Boolean.TRUE.equals(report.get("complete")))
          .forEach(table::add);
    } catch (IOException e) {
      throw new EvaluationException(root + " cannot be read: " + e, e);
    }
    if (table.groups.isEmpty()) {
      throw new EvaluationException(root + " has no finished evaluation in it");
    }
    return table;
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
    String data =
        report.get("data") instanceof List<?> sets
            ? sets.stream()
                .map(set -> set instanceof Map<?, ?> one ? String.valueOf(one.get("name")) : "")
                .collect(Collectors.joining(", "))
            : "";
    Path encoder = Path.of(String.valueOf(report.get("encoder"))).getFileName();
    return new ResultGroup(
        data, String.valueOf(report.get("protocol")), String.valueOf(encoder), options(report));
  }

  private static String options(Map<String, Object> report) {
    if (!(report.get("protocol_options") instanceof Map<?, ?> options)) {
      return "";
    }
    List<String> set = new ArrayList<>();
    if (isAbove(options.get("label_delay"), 0)) {
      set.add("labels " + options.get("label_delay") + " samples later");
    }
    if (options.get("label_fraction") instanceof Number share && share.doubleValue() < 1) {
      set.add(percent(share.doubleValue()) + " of the samples labelled");
    }
    if (isAbove(options.get("label_noise"), 0)
        && options.get("label_noise") instanceof Number share) {
      set.add(percent(share.doubleValue()) + " of the labels wrong at first");
    }
    return String.join(", ", set);
  }

  private static boolean isAbove(@Nullable Object value, double limit) {
    return value instanceof Number number && number.doubleValue() > limit;
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
