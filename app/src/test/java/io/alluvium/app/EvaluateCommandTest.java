package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTheData() throws IOException {
    StringBuilder table = new StringBuilder("class,x,y\n");
    for (int i = 0; i < 60; i++) {
      table
          .append(i % 2 == 0 ? "even," : "odd,")
          .append(i % 2 * 3)
          .append(',')
          .append(i)
          .append('\n');
    }
    Files.writeString(folder.resolve("table.csv"), table);
    Files.writeString(
        folder.resolve("dataset.properties"),
        """
        file=table.csv
        label-column=none
        features=x,y
        warm=10
        """);
  }

  private CommandRun evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--data",
                folder.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--cache",
                folder.resolve("cache").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void optionsOfTheCommandLineWinOverThoseOfTheFolder() throws IOException {
    CommandRun run =
        evaluate("--label-column", "class", "--heads", "ncm,slda", "--protocol", "prequential");

    assertThat(run.err()).doesNotContain("alluvium:");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("head", "ncm", "slda", "report.json");
    JsonNode report =
        new ObjectMapper().readTree(folder.resolve("out").resolve("report.json").toFile());
    assertThat(report.get("protocol_options").get("warm").asInt()).isEqualTo(10);
    assertThat(report.get("heads").get("ncm").get("graded").asInt()).isEqualTo(50);
    assertThat(report.get("data").get(0).get("options").get("label-column").asText())
        .isEqualTo("class");
  }

  @Test
  void shiftsMayBeDomainsOrOtherDataSets() throws IOException {
    StringBuilder table = new StringBuilder("class,month,x,y\n");
    for (int i = 0; i < 400; i++) {
      int label = i * 7 % 5;
      table
          .append("c" + label)
          .append(i < 200 ? ",may," : ",june,")
          .append(label * 3 + i % 3)
          .append(',')
          .append(i % 11)
          .append('\n');
    }
    Path months = Files.writeString(folder.resolve("months.csv"), table);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--protocol",
            "shift",
            "--data",
            months.toString(),
            "--features",
            "x,y",
            "--label-column",
            "class",
            "--domain-column",
            "month",
            "--heads",
            "slda",
            "--learnt-domains",
            "1",
            "--beside",
            months.toString(),
            "--appearing",
            "2",
            "--segment",
            "100",
            "--out",
            folder.resolve("out").toString(),
            "--cache",
            folder.resolve("cache").toString());

    assertThat(run.err()).doesNotContain("alluvium:");
    JsonNode report =
        new ObjectMapper().readTree(folder.resolve("out").resolve("report.json").toFile());
    assertThat(report.path("shifts").toString()).isEqualTo("[\"domain:june\",\"months.csv\"]");
    assertThat(report.path("domains").path("domain:june").asInt()).isEqualTo(200);
    assertThat(report.path("appearing").path("groups").asInt()).isEqualTo(2);
    assertThat(report.path("appearing").path("unknown").asInt()).isEqualTo(5);
  }

  @Test
  void whatIsWrongWithTheDataIsOneLine() {
    CommandRun run = evaluate();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "alluvium: table.csv:1: has no column 'none', its columns are [class, x, y]");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    CommandRun run = evaluate("--protocol", "magic");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("protocol is 'magic', expected one of [joint,");
    assertThat(evaluate("--label-fraction", "2").code()).isEqualTo(2);
    assertThat(evaluate("--heads", "ncm,ncm").code()).isEqualTo(2);
  }
}
