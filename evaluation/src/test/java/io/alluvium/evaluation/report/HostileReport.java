package io.alluvium.evaluation.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report with everything that can be shown, of classes whose names try to break the page. */
final class HostileReport {
  static final List<String> LABELS =
      List.of(
          "<img src=x onerror=\"window.broken=1\">",
          "</script><script>window.broken=2</script>",
          "\"double\" & 'single' `back`",
          "{{report}}",
          "__proto__",
          "constructor",
          "$1 \\ \u2028 🦊 name that is much longer than there is room for in any chart");

  private HostileReport() {}

  /** Writes {@code report.json} and {@code run.json}. */
  static void write(Path folder) {
    Json.write(folder.resolve("report.json"), report());
    Json.write(
        folder.resolve("run.json"),
        Map.of("command", List.of("evaluate", "--data", "it's </script> here")));
  }

  static Map<String, Object> report() {
    Map<String, Object> heads = new LinkedHashMap<>();
    heads.put("ncm", head(0));
    heads.put("<b>auto</b>", head(1));
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("complete", true);
    report.put("missing", List.of());
    report.put("version", "alluvium test");
    report.put("protocol", "few-shot");
    report.put("seed", 7);
    report.put("encoder", "vector");
    report.put("space", Map.of("id", "00".repeat(32), "dim", 3));
    report.put("data", List.of(Map.of("name", "<i>data</i>.csv", "sha256", "11".repeat(32))));
    report.put("rows", Map.of("train", 900, "test", 70, "novel", 0, "classes", LABELS.size()));
    report.put("heads", heads);
    return report;
  }

  private static Map<String, Object> head(int number) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("accuracy", 0.7 + 0.1 * number);
    row.put("macro_recall", 0.7);
    row.put("cpu_seconds", 1.5 + number);
    row.put("samples", 900);
    row.put("samples_per_second", 12_345.6);
    row.put("multiply_adds", 123_456_789L);
    row.put("base_accuracy", 0.9);
    row.put("new_accuracy", 0.5);
    row.put("harmonic_mean_accuracy", 0.64);
    row.put("r_matrix.correct", List.of(List.of(9, 0), List.of(8, 7)));
    row.put("r_matrix.total", List.of(List.of(10, 0), List.of(10, 10)));
    row.put("classes", classes());
    row.put("mistakes", mistakes());
    row.put("calibration", List.of(new BinOfTest(10, 0.3, 0.2), new BinOfTest(60, 0.9, 0.8)));
    row.put("class_map", Map.of("explained", 0.8, "classes", places()));
    row.put("tasks", List.of(task(0), task(1)));
    row.put("curve", curve());
    row.put("marks", marks());
    return row;
  }

  private record BinOfTest(long samples, double probability, double accuracy) {}

  private static Map<String, Object> classes() {
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int i = 0; i < LABELS.size(); i++) {
      classes.put(LABELS.get(i), Map.of("samples", 10, "answers", 10, "correct", 3 + i));
    }
    return classes;
  }

  private static List<Map<String, Object>> mistakes() {
    List<Map<String, Object>> mistakes = new ArrayList<>();
    for (int i = 1; i < LABELS.size(); i++) {
      mistakes.add(Map.of("label", LABELS.get(i), "answer", LABELS.get(i - 1), "count", 3));
    }
    mistakes.add(Map.of("label", LABELS.getFirst(), "answer", "", "count", 1));
    return mistakes;
  }

  private static List<Map<String, Object>> places() {
    List<Map<String, Object>> places = new ArrayList<>();
    for (int i = 0; i < LABELS.size(); i++) {
      places.add(
          Map.of(
              "label", LABELS.get(i), "samples", 10 + i, "x", Math.cos(i), "y", Math.sin(2 * i)));
    }
    return places;
  }

  private static Map<String, Object> task(int number) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("name", LABELS.get(number));
    task.put("seen_accuracy.samples", 0.9 - 0.1 * number);
    task.put("cumulative_samples", 450 * (number + 1));
    task.put("cumulative_multiply_adds", 1_000_000L * (number + 1));
    task.put("cumulative_cpu_seconds", 0.5 * (number + 1));
    return task;
  }

  private static List<Map<String, Object>> curve() {
    List<Map<String, Object>> curve = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      curve.add(
          Map.of("samples", 18 * i, "accuracy", 0.6, "windowAccuracy", 0.6 + 0.2 * Math.sin(i)));
    }
    return curve;
  }

  private static List<Map<String, Object>> marks() {
    List<Map<String, Object>> marks = new ArrayList<>();
    for (String kind : List.of("new-class", "correction", "domain", "task", "drift", "release")) {
      marks.add(
          Map.of("samples", 100 + 100 * marks.size(), "kind", kind, "count", 1, "names", LABELS));
    }
    return marks;
  }
}
