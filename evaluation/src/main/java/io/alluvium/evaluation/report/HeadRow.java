package io.alluvium.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is reported of one head.
 *
 * @param head its name
 * @param values what becomes the object {@code heads.<head>} of the report
 */
public record HeadRow(String head, Map<String, Object> values) {
  /** Copies the values, in their order. */
  public HeadRow {
    values = new LinkedHashMap<>(values);
  }

  /** Returns a figure, if the head has it. */
  public Optional<Double> number(String name) {
    return values.get(name) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** Returns the digests of ledger and state, by script where there are several. */
  Map<String, Object> digests() {
    Map<String, Object> digests = new LinkedHashMap<>();
    if (values.get("runs") instanceof List<?> runs) {
      for (Object run : runs) {
        if (run instanceof Map<?, ?> one) {
          digests.put(String.valueOf(one.get("name")), digestsOf(one));
        }
      }
      return digests;
    }
    return digestsOf(values);
  }

  private static Map<String, Object> digestsOf(Map<?, ?> run) {
    Map<String, Object> digests = new LinkedHashMap<>();
    for (String name : List.of("ledger_digest", "state_digest")) {
      digests.put(name, String.valueOf(run.get(name)));
    }
    return digests;
  }

  /** Returns the row of a head whose scripts were played in this order. */
  static HeadRow of(String head, List<ScriptRow> scripts) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (scripts.size() == 1) {
      values.putAll(scripts.getFirst().metrics());
      values.putAll(scripts.getFirst().details());
      return new HeadRow(head, values);
    }
    values.putAll(MetricSheet.together(scripts.stream().map(ScriptRow::metrics).toList()));
    List<Object> runs = new ArrayList<>();
    for (ScriptRow script : scripts) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("name", script.name());
      run.putAll(script.metrics());
      run.putAll(script.details());
      runs.add(run);
    }
    values.put("runs", runs);
    return new HeadRow(head, values);
  }
}
