package io.alluvium.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the reports of this package have in common. */
public final class ReportText {
  static final String SETTINGS_DECIDE =
      "settings of head, prior, solves and memory decide as the ledger does: were they those of the run?";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ReportText() {}

  /** Returns a report as JSON, its fields in snake case. */
  public static String json(Record report) {
    try {
      return MAPPER.writeValueAsString(report);
    } catch (IOException e) {
      throw new IllegalStateException("report cannot be written as JSON", e);
    }
  }

  static void fields(PrintWriter out, List<FieldDifference> fields) {
    for (FieldDifference each : fields) {
      out.printf(
          Locale.ROOT,
          "  %s: recorded %s, recomputed %s%n",
          each.field(),
          each.recorded(),
          each.recomputed());
    }
  }
}
