package io.alluvium.evaluation.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {
  @TempDir private Path folder;

  private void run(String name, boolean complete, long seed, double accuracy) {
    Map<String, Object> options = Map.of("label_delay", 500, "label_fraction", 0.5);
    run(name, complete, seed, accuracy, options);
  }

  private void run(
      String name, boolean complete, long seed, double accuracy, Map<String, Object> options) {
    Json.write(
        folder.resolve(name).resolve("report.json"),
        Map.of(
            "complete",
            complete,
            "protocol",
            "joint",
            "seed",
            seed,
            "encoder",
            "/models/small.onnx",
            "data",
            List.of(Map.of("name", "photos")),
            "protocol_options",
            options,
            "heads",
            Map.of("ncm", Map.of("accuracy", accuracy, "ece", 0.25))));
  }

  private List<Anchor> anchors() throws IOException {
    return Anchor.read(
        Files.writeString(
            folder.resolve("anchors.csv"),
            """
            data,protocol,encoder,method,metric,value
            photos,joint,small.onnx,"joint, all at once",accuracy,.95 ± .01
            photos,prequential,small.onnx,other,accuracy,.1
            """));
  }

  @Test
  void averagesOverTheSeedsThatAreThere() throws IOException {
    run("a/seed-1", true, 1, 0.5);
    run("a/seed-2", true, 2, 0.7);
    run("a/seed-3", false, 3, 0.9);

    assertThat(ResultsTable.read(folder, anchors()).markdown())
        .isEqualTo(
            """
            ## photos, joint

            Encoder small.onnx; seeds [1, 2]; labels 500 samples later, 50 % of the samples labelled.

            | head | accuracy | ECE |
            | --- | --- | --- |
            | `ncm` | .6000 ± .1414 | .2500 ± .0000 |
            | *joint, all at once* | .95 ± .01 |  |

            """);
  }

  @Test
  void noMeanIsTakenOverOtherSettingsOfTheProtocol() {
    Map<String, Object> usual = Map.of("warm", 10, "label_delay", 0, "shots", 5);
    run("a", true, 1, 0.5, usual);
    run("b", true, 1, 0.7, Map.of("shots", 1, "rare_shots", List.of(1, 5, 20, 50)));
    run("c", true, 1, 0.9, Map.of("corrected", false, "trusted_fraction", 0.2));

    assertThat(ResultsTable.read(folder, List.of()).markdown().lines())
        .contains(
            "Encoder small.onnx; seeds [1].",
            "| `ncm` | .5000 | .2500 |",
            "Encoder small.onnx; seeds [1]; shots 1.",
            "| `ncm` | .7000 | .2500 |",
            "Encoder small.onnx; seeds [1]; wrong labels stay, trusted fraction 0.2.",
            "| `ncm` | .9000 | .2500 |");
  }

  @Test
  void replaysOfLedgersAreLeftOut() {
    run("a", true, 1, 0.5);
    Json.write(
        folder.resolve("replay").resolve("report.json"),
        Map.of(
            "complete", true, "protocol", "replay", "heads", Map.of("ncm", Map.of("accuracy", 1))));

    assertThat(ResultsTable.read(folder, List.of()).markdown())
        .contains("| `ncm` | .5000 |")
        .doesNotContain("replay");
  }

  @Test
  void oneSeedHasNoDeviation() {
    run("a", true, 1, 1);

    assertThat(ResultsTable.read(folder, List.of()).markdown())
        .contains("| `ncm` | 1.0000 | .2500 |");
  }

  @Test
  void refusesAFolderWithoutResults() {
    assertThatThrownBy(() -> ResultsTable.read(folder, List.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("has no finished evaluation in it");
    assertThatThrownBy(() -> Anchor.read(folder.resolve("none.csv")))
        .hasMessageContaining("none.csv cannot be read");
  }
}
