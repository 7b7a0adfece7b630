package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From evaluations to their comparison, by the commands that users type. */
class CompareCommandTest {
  @TempDir private Path folder;

  private Path table(String name, int shift) throws IOException {
    StringBuilder table = new StringBuilder("label,x,y\n");
    for (int i = 0; i < 90; i++) {
      table.append(
          String.format(
              Locale.ROOT, "%s,%d,%d%n", i % 3 == 0 ? "fizz" : "none", i % 3 * 5, i + shift));
    }
    return Files.writeString(folder.resolve(name), table);
  }

  private Path evaluate(Path data, String out, String heads) {
    Path results = folder.resolve(out);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--data",
            data.toString(),
            "--features",
            "x,y",
            "--heads",
            heads,
            "--no-pictures",
            "--out",
            results.toString(),
            "--cache",
            folder.resolve("cache").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("report.html");
    assertThat(results.resolve("charts")).doesNotExist();
    return results;
  }

  @Test
  void comparesWhatWasEvaluated() throws IOException {
    Path data = table("table.csv", 0);
    Path first = evaluate(data, "first", "ncm");
    Path second = evaluate(data, "second", "slda,auto");
    Path file = folder.resolve("comparison.json");

    CommandRun run =
        CommandRun.of("compare", first.toString(), second.toString(), "--out", file.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("first:ncm", "second:slda", "second:auto", "McNemar p");
    JsonNode comparison = new ObjectMapper().readTree(file.toFile());
    assertThat(comparison.get("pairs")).hasSize(3);
    JsonNode pair = comparison.get("pairs").get(0);
    assertThat(pair.get("difference").asDouble())
        .isBetween(pair.get("difference_low").asDouble(), pair.get("difference_high").asDouble());
  }

  @Test
  void refusesOtherDataInOneLine() throws IOException {
    Path first = evaluate(table("a.csv", 0), "first", "ncm");
    Path second = evaluate(table("b.csv", 1), "second", "ncm");

    CommandRun run = CommandRun.of("compare", first.toString(), second.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("only evaluations of the same data can be compared");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(CommandRun.of("compare").code()).isEqualTo(2);
    assertThat(CommandRun.of("compare", "x", "--draws", "5").err())
        .contains("draws are 5, expected at least 100");
  }

  @Test
  void resultsAreOneTable() throws IOException {
    evaluate(table("table.csv", 0), "runs/one", "ncm");

    CommandRun run = CommandRun.of("results", folder.resolve("runs").toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("## table.csv, joint").contains("| `ncm` | ");
  }
}
