package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Makes rows of the fields of one table. */
final class TableRows {
  private final Columns columns;
  private final int label;
  private final int id;
  private final int text;
  private final int source;
  private final int domain;
  private final int time;
  private final int split;
  private final List<Integer> features;
  private final Splits splits;

  /**
   * Finds the columns.
   *
   * @throws EvaluationException if one is missing
   */
  TableRows(Columns columns, DataProperties properties) {
    this.columns = columns;
    this.label = columns.of(properties.text(DataKey.LABEL_COLUMN).orElse("label"));
    this.id = columns.of(properties, DataKey.ID_COLUMN);
    this.text = columns.of(properties, DataKey.TEXT_COLUMN);
    this.source = columns.of(properties, DataKey.SOURCE_COLUMN);
    this.domain = columns.of(properties, DataKey.DOMAIN_COLUMN);
    this.time = columns.of(properties, DataKey.TIME_COLUMN);
    this.split = columns.of(properties, DataKey.SPLIT_COLUMN);
    this.features = columns.all(properties.list(DataKey.FEATURES));
    this.splits = Splits.of(properties);
    if (Columns.isThere(text) != features.isEmpty()) {
      throw new EvaluationException(
          "a table needs one of --text-column and --features, got "
              + (features.isEmpty() ? "neither" : "both"));
    }
  }

  /** Hands over the row of a line, unless its split is not used. */
  void take(List<String> fields, long number, String place, RowSink sink) {
    try {
      if (fields.size() != columns.count()) {
        throw new BadFieldException(
            "has " + fields.size() + " fields, the header has " + columns.count());
      }
      Optional<Row.Role> role =
          Columns.isThere(split) ? splits.role(fields.get(split)) : Optional.of(Row.Role.TRAIN);
      if (role.isPresent()) {
        sink.row(row(fields, number, role.get(), place));
      }
    } catch (BadFieldException e) {
      sink.bad(place, e.reason());
    }
  }

  private Row row(List<String> fields, long number, Row.Role role, String place) {
    return new Row(
        Columns.isThere(id) ? filled(fields.get(id), "id") : Long.toString(number),
        fields.get(label).strip(),
        role,
        Columns.isThere(domain) ? fields.get(domain) : "",
        Columns.isThere(source) ? fields.get(source) : "",
        Columns.isThere(time) ? time(fields.get(time)) : number,
        Columns.isThere(text)
            ? new Payload.Text(filled(fields.get(text), "text"))
            : new Payload.Numbers(numbers(fields)),
        place);
  }

  private static String filled(String value, String what) {
    if (value.isBlank()) {
      throw new BadFieldException(what + " is empty");
    }
    return value;
  }

  private float[] numbers(List<String> fields) {
    float[] numbers = new float[features.size()];
    for (int i = 0; i < numbers.length; i++) {
      String value = fields.get(features.get(i));
      float number = (float) number(value);
      if (!Float.isFinite(number)) {
        throw new BadFieldException(
            "feature " + i + " is '" + value + "', expected a finite number");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private static double number(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double time(String value) {
    double number = number(value);
    if (Double.isFinite(number)) {
      return number;
    }
    try {
      return Instant.parse(value.strip()).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new BadFieldException(
          "time is '" + value + "', expected a number or an instant as 2026-01-31T00:00:00Z");
    }
  }

  /** A field that no row can be made of: data, not a failure. */
  private static final class BadFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    BadFieldException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
