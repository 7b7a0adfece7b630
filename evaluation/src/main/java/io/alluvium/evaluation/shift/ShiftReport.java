package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.corruption.Corruption;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.report.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report of one evaluation, as it becomes {@code report.json}. Mutable, for one thread. */
public final class ShiftReport {
  private static final int FORMAT = 1;

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Path file;

  ShiftReport(ShiftPlan plan, DataSet data, ExampleSet set, StreamSamples samples) {
    this.file = plan.out().resolve("report.json");
    ShiftOptions options = plan.options();
    values.put("format", FORMAT);
    values.put("version", plan.version());
    values.put("protocol", "shift");
    values.put("data", data.name());
    values.put("data_sha256", data.sha256());
    values.put("space", set.space().id().hex());
    values.put("head", plan.head());
    values.put(
        "corruptions", samples.shifts().corruptions().stream().map(Corruption::key).toList());
    values.put("shifts", samples.shifts().all());
    values.put("domains", samples.rows().sizes());
    values.put("learnt_samples", samples.parts().learnt().size());
    values.put("stream", options.stream().key());
    values.put("order", options.order());
    values.put("batch", options.batch());
    values.put("segment", options.segment());
    values.put("pool", options.pool());
    values.put("seed", options.seed());
  }

  void put(String name, Object section) {
    values.put(name, section);
  }

  /** Returns what was put in. */
  Map<String, Object> values() {
    return values;
  }

  void write() {
    Json.write(file, values);
  }

  /** Returns where it was written. */
  public Path file() {
    return file;
  }
}
