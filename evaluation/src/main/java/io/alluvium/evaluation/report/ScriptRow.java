package io.alluvium.evaluation.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is reported of one script.
 *
 * @param name of the script
 * @param metrics figures by name
 * @param details digests, counts of classes, tasks and the curve, by name
 */
record ScriptRow(String name, Map<String, Object> metrics, Map<String, Object> details) {
  /** Copies both, in their order. */
  ScriptRow {
    metrics = new LinkedHashMap<>(metrics);
    details = new LinkedHashMap<>(details);
  }
}
