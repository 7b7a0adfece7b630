package io.alluvium.evaluation.report;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one evaluation: {@code run.json} says what of, {@code heads/<head>.json} has a row
 * each, and {@code report.json} has all of them. Every file is whole.
 */
public final class RunFolder {
  private static final String KEY = "key";

  private final Path folder;
  private final RunDescription description;

  private RunFolder(Path folder, RunDescription description) {
    this.folder = folder;
    this.description = description;
  }

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param again whether rows that are there are not used
   * @throws EvaluationException if it holds an evaluation of something else
   */
  public static RunFolder open(Path folder, RunDescription description, boolean again) {
    Path run = folder.resolve("run.json");
    if (Files.exists(run) && !again && !description.key().equals(Json.read(run).get(KEY))) {
      throw new EvaluationException(
          folder
              + " holds another evaluation: choose another folder with --out, or begin anew in this"
              + " one with --again");
    }
    RunFolder opened = new RunFolder(folder, description);
    if (again || !Files.exists(run)) {
      opened.clear();
    }
    Json.write(run, opened.run());
    return opened;
  }

  /** Deletes the results of another evaluation, and nothing else. */
  private void clear() {
    try {
      Files.deleteIfExists(folder.resolve("report.json"));
      if (Files.isDirectory(folder.resolve("heads"))) {
        try (var rows = Files.newDirectoryStream(folder.resolve("heads"), "*.json")) {
          for (Path row : rows) {
            Files.delete(row);
          }
        }
      }
    } catch (IOException e) {
      throw new EvaluationException("cannot delete old results in " + folder + ": " + e, e);
    }
  }

  private Map<String, Object> run() {
    Map<String, Object> values = new LinkedHashMap<>(description.values());
    values.put(KEY, description.key());
    values.put("machine", RunDescription.machine());
    return values;
  }

  /** Returns the row of a head, if it is there. */
  public Optional<HeadRow> row(String head) {
    Path file = file(head);
    return Files.exists(file) ? Optional.of(new HeadRow(head, Json.read(file))) : Optional.empty();
  }

  /** Keeps the row of a head. */
  public void put(HeadRow row) {
    Json.write(file(row.head()), row.values());
  }

  private Path file(String head) {
    return folder.resolve("heads").resolve(head.replaceAll("[^a-zA-Z0-9.=-]", "_") + ".json");
  }

  /** Writes {@code report.json}, and the digests into {@code run.json}. */
  public void write(EvaluationReport report) {
    Map<String, Object> heads = new LinkedHashMap<>();
    Map<String, Object> digests = new LinkedHashMap<>();
    for (HeadRow row : report.rows()) {
      heads.put(row.head(), row.values());
      digests.put(row.head(), row.digests());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", RunDescription.FORMAT);
    values.put("complete", report.isComplete());
    values.put("missing", report.missing());
    values.putAll(description.values());
    values.put("heads", heads);
    Json.write(folder.resolve("report.json"), values);
    Map<String, Object> run = run();
    run.put("digests", digests);
    Json.write(folder.resolve("run.json"), run);
  }
}
