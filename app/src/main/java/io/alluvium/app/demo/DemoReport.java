package io.alluvium.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of a demo: for programs as {@code report.json}, whose fields {@code docs/report.md}
 * defines, and for people as a table.
 *
 * @param facts what the run was made of
 * @param run figures of the whole run
 * @param phases figures of each phase
 * @param sources figures of each source before, during and after the bad typing
 * @param noticed what the learner noticed by itself
 * @param calibration how far predictions were from being right as often as they said
 * @param release what came of replacing the encoder; empty where that was not asked for
 */
public record DemoReport(
    DemoFacts facts,
    DemoFigures run,
    List<PhaseFigures> phases,
    List<SourceFigures> sources,
    List<Noticed> noticed,
    CalibrationFigures calibration,
    Optional<ReleaseFigures> release) {
  /** Version of the file's format. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Copies the lists. */
  public DemoReport {
    phases = List.copyOf(phases);
    sources = List.copyOf(sources);
    noticed = List.copyOf(noticed);
  }

  /** Makes the report of what a meter has counted. */
  public static DemoReport of(DemoFacts facts, DemoMeter meter, Optional<ReleaseFigures> release) {
    return new DemoReport(
        facts,
        meter.figures(),
        meter.phases(),
        meter.sources(),
        meter.noticed(),
        meter.calibration(),
        release);
  }

  /** Returns whether every record is accounted for (see {@link DemoFigures#balances}). */
  public boolean isBalanced() {
    return run.balances();
  }

  /**
   * Writes the report as JSON; missing folders are created, an older report is replaced.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, MAPPER.writeValueAsString(json()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("report cannot be written to " + file, e);
    }
  }

  /** Prints the closing table and the line that runs the demo again. */
  public void print(PrintWriter out, TerminalLook look) {
    new DemoTable(this, look).print(out);
  }

  private ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT);
    root.setAll((ObjectNode) MAPPER.valueToTree(run));
    root.put("balanced", isBalanced());
    root.setAll((ObjectNode) MAPPER.valueToTree(facts));
    ArrayNode list = root.putArray("phases");
    for (PhaseFigures phase : phases) {
      list.addObject()
          .put("name", phase.phase().title())
          .put("state_digest", phase.stateDigest())
          .put("sums_digest", phase.sumsDigest())
          .setAll((ObjectNode) MAPPER.valueToTree(phase.figures()));
    }
    ArrayNode typing = root.putArray("bad_typing");
    for (SourceFigures source : sources) {
      typing
          .addObject()
          .put("source", source.source())
          .put("typing", source.typing().title())
          .put("predictions", source.predictions())
          .put("accuracy", source.accuracy());
    }
    root.set("noticed", MAPPER.valueToTree(noticed));
    root.set("calibration", MAPPER.valueToTree(calibration));
    release.ifPresent(figures -> root.set("release", MAPPER.valueToTree(figures)));
    return root;
  }
}
