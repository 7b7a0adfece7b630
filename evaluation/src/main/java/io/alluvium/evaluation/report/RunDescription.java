package io.alluvium.evaluation.report;

import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.learning.Kernels;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an evaluation is of: all that its figures follow from, but for times.
 *
 * @param values what becomes the object of {@code run.json}
 */
public record RunDescription(Map<String, Object> values) {
  /** Version of the files of an evaluation. */
  static final int FORMAT = 1;

  /** Copies the values, in their order, which is part of {@link #key}. */
  public RunDescription {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Describes an evaluation.
   *
   * @param options settings of the protocol as they are used
   * @param encoder the encoder as it is used
   */
  public static RunDescription of(
      EvaluationPlan plan,
      ProtocolOptions options,
      List<DataSet> data,
      String encoder,
      ExampleSet set) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", FORMAT);
    values.put("version", plan.version());
    values.put("protocol", plan.protocol().key());
    values.put("seed", options.seed());
    values.put("protocol_options", protocol(options));
    values.put("head_options", plan.headOptions().toString());
    plan.classDescriptions().ifPresent(file -> values.put("class_descriptions", file));
    values.put("solve_options", plan.solves().toString());
    values.put("encoder", encoder);
    values.put("space", space(set.space()));
    values.put("data", data.stream().map(RunDescription::data).toList());
    values.put("rows", rows(set));
    return new RunDescription(values);
  }

  /**
   * Describes a replay.
   *
   * @param version version of this program
   * @param ledger what is replayed: where it stands, its range, and its digest if it is known
   * @param spaces ids of the spaces that are known to occur
   * @param configuration settings that decide, by key
   */
  public static RunDescription ofReplay(
      String version,
      Map<String, Object> ledger,
      List<String> spaces,
      Map<String, String> configuration) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", FORMAT);
    values.put("version", version);
    values.put("protocol", "replay");
    values.put("ledger", new LinkedHashMap<>(ledger));
    values.put("spaces", spaces);
    values.put("configuration", new TreeMap<>(configuration));
    return new RunDescription(values);
  }

  /** Returns the settings of a protocol by their names, the seed apart. */
  public static Map<String, Object> protocol(ProtocolOptions options) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("warm", options.warm());
    values.put("label_delay", options.labels().delay());
    values.put("label_fraction", options.labels().fraction());
    values.put("label_noise", options.labels().noise());
    values.put("correction_delay", options.labels().correctionDelay());
    values.put("corrected", options.labels().corrected());
    values.put("trusted_fraction", options.labels().trusted());
    values.put("classes_per_task", options.classesPerTask());
    values.put("probes_per_task", options.probesPerTask());
    values.put("blurry_share", options.blurryShare());
    values.put("base_classes", options.baseClasses());
    values.put("shots", options.shots());
    values.put("rare_shots", options.rareShots());
    options.labels().asked().ifPresent(asked -> values.put("asked", asked.values()));
    return values;
  }

  private static Map<String, Object> space(Space space) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", space.id().hex());
    values.put("dim", space.dim());
    values.put("normalisation", space.normalisation().toString());
    return values;
  }

  private static Map<String, Object> data(DataSet data) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", data.name());
    values.put("sha256", data.sha256());
    values.put("payload", data.payload());
    values.put("files", data.files().stream().map(file -> "" + file.getFileName()).toList());
    Map<String, String> options = new LinkedHashMap<>();
    data.properties().values().forEach((key, value) -> options.put(key.key(), value));
    values.put("options", options);
    return values;
  }

  private static Map<String, Object> rows(ExampleSet set) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Row.Role role : Row.Role.values()) {
      values.put(role.name().toLowerCase(Locale.ROOT), set.of(role).size());
    }
    values.put("classes", set.labels().size());
    values.put("skipped", set.skipped().count());
    values.put("skipped_examples", new ArrayList<>(set.skipped().examples()));
    return values;
  }

  /** Returns the names of the data sets of a report, or empty if it is of none. */
  public static Optional<String> dataNames(Map<String, Object> report) {
    return report.get("data") instanceof List<?> sets
        ? Optional.of(
            sets.stream()
                .map(set -> set instanceof Map<?, ?> one ? String.valueOf(one.get("name")) : "")
                .collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  /** Returns in brackets which programs made a run and this one; empty if it was the same. */
  String versionsApart(Map<String, Object> run) {
    Object before = run.get("version");
    Object now = values.get("version");
    return Objects.equals(before, now) ? "" : " (made by " + before + ", this is " + now + ")";
  }

  /** Returns equal texts exactly for evaluations of the same. */
  String key() {
    return Sha256.ofText(Json.text(values));
  }

  /** Returns where it runs: nothing that figures but times depend on. */
  static Map<String, Object> machine() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("java", Runtime.version().toString());
    values.put("processors", Runtime.getRuntime().availableProcessors());
    values.put("kernels", Kernels.implementation());
    return values;
  }
}
