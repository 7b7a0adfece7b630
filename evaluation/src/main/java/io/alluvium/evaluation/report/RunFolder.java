package io.alluvium.evaluation.report;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationReport;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.WholeFile;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.predictions.PredictionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The folder of one evaluation: {@code run.json} says what of, {@code heads/<head>.json} and {@code
 * heads/<head>.parquet} have a row and the answers of each head, {@code report.json} and {@code
 * predictions.parquet} those of all. Every file is whole.
 */
public final class RunFolder {
  private static final String KEY = "key";
  private static final String PREDICTIONS = "predictions.parquet";

  private final Path folder;
  private final RunDescription description;
  private final List<String> command;

  private RunFolder(Path folder, RunDescription description, List<String> command) {
    this.folder = folder;
    this.description = description;
    this.command = command;
  }

  /** Makes the rows of heads, and hands on the answers they are made of. */
  @FunctionalInterface
  public interface Work {
    /**
     * Returns the row of a head.
     *
     * @throws StoppedException if the user ends it
     */
    HeadRow row(String head, Consumer<GradedAnswer> answers);
  }

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param again whether rows that are there are not used
   * @param command the arguments that repeat the evaluation
   * @throws EvaluationException if it holds an evaluation of something else
   */
  public static RunFolder open(
      Path folder, RunDescription description, boolean again, List<String> command) {
    Path run = folder.resolve("run.json");
    if (Files.exists(run) && !again) {
      Map<String, Object> before = Json.read(run);
      if (!description.key().equals(before.get(KEY))) {
        throw new EvaluationException(
            folder
                + " holds another evaluation"
                + description.versionsApart(before)
                + ": choose another folder with --out, or begin anew in this one with --again");
      }
    }
    RunFolder opened = new RunFolder(folder, description, command);
    if (again || !Files.exists(run)) {
      opened.clear();
    }
    Json.write(run, opened.run());
    return opened;
  }

  /** Deletes the results of another evaluation, and nothing else. */
  private void clear() {
    try {
      for (String file : List.of("report.json", "report.html", PREDICTIONS)) {
        Files.deleteIfExists(folder.resolve(file));
      }
      clear(folder.resolve("heads"), "*.{json,parquet}");
      clear(folder.resolve("charts"), "*.png");
    } catch (IOException e) {
      throw new EvaluationException("cannot delete old results in " + folder + ": " + e, e);
    }
  }

  private static void clear(Path folder, String files) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var old = Files.newDirectoryStream(folder, files)) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
    }
  }

  private Map<String, Object> run() {
    Map<String, Object> values = new LinkedHashMap<>(description.values());
    values.put("command", command);
    values.put(KEY, description.key());
    values.put("machine", RunDescription.machine());
    return values;
  }

  /**
   * Makes the rows that are not there, keeps each as soon as it is whole, and writes the report. It
   * ends early, with the rows there are, where the work is stopped.
   *
   * @param heads names of the heads, in the order of the report
   * @param failed is given a head whose work throws anything else; the next one follows if it
   *     returns
   * @param tell is given lines for the user
   */
  public EvaluationReport fill(
      List<String> heads,
      Work work,
      BiConsumer<String, RuntimeException> failed,
      Consumer<String> tell) {
    List<HeadRow> rows = new ArrayList<>();
    boolean stopped = false;
    for (String head : heads) {
      Optional<HeadRow> kept = row(head);
      if (kept.isPresent()) {
        tell.accept(head + ": kept from before");
        rows.add(kept.get());
        continue;
      }
      try {
        rows.add(record(head, work));
      } catch (StoppedException e) {
        tell.accept(String.valueOf(e.getMessage()));
        stopped = true;
        break;
      } catch (RuntimeException e) {
        failed.accept(head, e);
      }
    }
    EvaluationReport report = new EvaluationReport(heads, rows, stopped);
    write(report);
    return report;
  }

  /** Returns the row of a head, if it is there. */
  private Optional<HeadRow> row(String head) {
    Path file = file(head, ".json");
    return Files.exists(file) ? Optional.of(new HeadRow(head, Json.read(file))) : Optional.empty();
  }

  /** Keeps the row of a head and its answers, both whole; nothing if the work throws. */
  private HeadRow record(String head, Work work) {
    List<HeadRow> made = new ArrayList<>();
    try {
      WholeFile.write(
          file(head, ".parquet"),
          temporary -> {
            try (PredictionFile.Writer writer = PredictionFile.create(temporary)) {
              made.add(work.row(head, writer));
            }
          });
    } catch (IOException e) {
      throw new EvaluationException("cannot write to " + folder + " (--out): " + e, e);
    }
    HeadRow row = made.getFirst();
    Json.write(file(head, ".json"), row.values());
    return row;
  }

  private Path file(String head, String ending) {
    return folder.resolve("heads").resolve(head.replaceAll("[^a-zA-Z0-9.=-]", "_") + ending);
  }

  /**
   * Writes {@code report.json} and {@code predictions.parquet}, and the digests into {@code
   * run.json}.
   */
  private void write(EvaluationReport report) {
    join(report.rows().stream().map(row -> file(row.head(), ".parquet")).toList());
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

  private void join(List<Path> parts) {
    List<Path> there = parts.stream().filter(Files::exists).toList();
    if (there.isEmpty()) {
      return;
    }
    try {
      WholeFile.write(
          folder.resolve(PREDICTIONS), temporary -> PredictionFile.join(there, temporary));
    } catch (IOException e) {
      throw new EvaluationException("cannot write to " + folder + " (--out): " + e, e);
    }
  }
}
