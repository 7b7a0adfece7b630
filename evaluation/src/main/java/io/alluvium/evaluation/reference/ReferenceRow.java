package io.alluvium.evaluation.reference;

import io.alluvium.evaluation.EvaluationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A figure to be reproduced.
 *
 * @param set name of the data set, for people
 * @param data place of the data set; a path is below the folder of data
 * @param encoder as for {@code evaluate}; a path is below the folder of data
 * @param protocol name of the protocol
 * @param head name of the head
 * @param settings settings of LEARN
 * @param seeds how many seeds are drawn, at least 1; one where nothing is drawn
 * @param published accuracy that another program reaches with the same method; empty if there is
 *     none
 * @param note why the two may differ; may be empty
 */
public record ReferenceRow(
    String set,
    String data,
    String encoder,
    String protocol,
    String head,
    Map<String, String> settings,
    int seeds,
    OptionalDouble published,
    String note) {
  private static final String TABLE = "rows.tsv";
  private static final int FIELDS = 9;

  /** Copies the settings. */
  public ReferenceRow {
    settings = new TreeMap<>(settings);
  }

  /** Returns all rows, in the order of the table. */
  public static List<ReferenceRow> all() {
    try (InputStream in = ReferenceRow.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + TABLE + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().skip(1).map(ReferenceRow::parse).toList();
    } catch (IOException e) {
      throw new EvaluationException("resource " + TABLE + " cannot be read: " + e, e);
    }
  }

  private static ReferenceRow parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalStateException(
          "'" + line + "' has " + fields.length + " fields, expected " + FIELDS);
    }
    Map<String, String> settings = new TreeMap<>();
    for (String setting : fields[5].isEmpty() ? new String[0] : fields[5].split(";", -1)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new ReferenceRow(
        fields[0],
        fields[1],
        fields[2],
        fields[3],
        fields[4],
        settings,
        Integer.parseInt(fields[6]),
        fields[7].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(fields[7])),
        fields[8]);
  }

  /** Returns the encoder for people: its file without its folder. */
  String encoderName() {
    return encoder.substring(encoder.lastIndexOf('/') + 1);
  }

  /** Returns a name for a folder: it differs where rows do. */
  public String folder() {
    String settingsText = settings.isEmpty() ? "" : "-" + settings;
    return (set + "-" + encoderName() + "-" + head + settingsText)
        .replaceAll("[^A-Za-z0-9.=-]+", "_");
  }
}
