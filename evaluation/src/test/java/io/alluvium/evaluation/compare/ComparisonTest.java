package io.alluvium.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.predictions.PredictionFile;
import io.alluvium.evaluation.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path folder;

  /** A folder in which a head has the samples right that a 1 stands for, in that order. */
  private Path run(String name, String sha256, Map<String, String> hitsByHead) throws IOException {
    Path run = folder.resolve(name);
    Json.write(
        run.resolve("report.json"),
        Map.of(
            "complete",
            true,
            "data",
            List.of(Map.of("name", "table.csv", "sha256", sha256)),
            "heads",
            Map.of("a", Map.of("accuracy", 0.5))));
    try (PredictionFile.Writer writer = PredictionFile.create(run.resolve("predictions.parquet"))) {
      for (Map.Entry<String, String> head : new TreeMap<>(hitsByHead).entrySet()) {
        writer.accept(answer(head.getKey(), GradedAnswer.STREAM, -1, 0, true));
        writer.accept(answer(head.getKey(), GradedAnswer.TEST, 0, 0, true));
        for (int i = 0; i < head.getValue().length(); i++) {
          boolean right = head.getValue().charAt(i) == '1';
          writer.accept(answer(head.getKey(), GradedAnswer.TEST, 1, i, right));
        }
      }
    }
    return run;
  }

  private static GradedAnswer answer(
      String head, String stage, int look, int sample, boolean right) {
    return new GradedAnswer(
        head,
        "",
        stage,
        look,
        0,
        0,
        sample,
        "s" + sample,
        "",
        "",
        0,
        "x",
        right ? "x" : "y",
        1,
        List.of(),
        right);
  }

  private static Comparison compare(Path... folders) {
    return Comparison.of(List.of(folders), BlockBootstrap.defaults());
  }

  @Test
  void pairsTheLastLooksBySample() throws IOException {
    Path first = run("first", "11", Map.of("a", "1111000010"));
    Path second = run("second", "11", Map.of("a", "1011111110"));

    Pairing pairing = compare(first, second).pairings().getFirst();

    assertThat(pairing.first()).isEqualTo("first:a");
    assertThat(pairing.second()).isEqualTo("second:a");
    assertThat(pairing.samples()).isEqualTo(10);
    assertThat(pairing.firstAccuracy()).isEqualTo(0.5);
    assertThat(pairing.secondAccuracy()).isEqualTo(0.8);
    assertThat(pairing.difference()).isEqualTo(0.3, within(1e-12));
    assertThat(pairing.test()).isEqualTo(new McNemar(1, 4));
    assertThat(pairing.interval().low()).isBetween(-0.3, 0.3);
    assertThat(pairing.interval().high()).isBetween(0.3, 0.9);
  }

  @Test
  void oneFolderIsEnoughForItsHeads() throws IOException {
    Comparison comparison = compare(run("one", "11", Map.of("a", "10", "b", "11")));

    assertThat(comparison.contestants()).containsOnlyKeys("a", "b");
    assertThat(comparison.pairings()).hasSize(1);
    assertThat(comparison.toJson()).containsEntry("stage", "test");
  }

  @Test
  void refusesOtherData() throws IOException {
    Path first = run("first", "11", Map.of("a", "10"));
    Path second = run("second", "22", Map.of("a", "10"));

    assertThatThrownBy(() -> compare(first, second))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("table.csv (SHA-256 22)")
        .hasMessageContaining("table.csv (SHA-256 11)")
        .hasMessageContaining("only evaluations of the same data can be compared");
  }

  @Test
  void refusesOtherSamples() throws IOException {
    Path first = run("first", "11", Map.of("a", "101"));
    Path second = run("second", "11", Map.of("a", "10"));

    assertThatThrownBy(() -> compare(first, second))
        .hasMessage(
            "second:a answered 2 samples, first:a 3, and 1 of these are not among those: use the"
                + " same protocol, options and seed");
  }

  @Test
  void refusesWhatIsNotFinished() throws IOException {
    Path first = run("first", "11", Map.of("a", "101"));
    Json.write(first.resolve("report.json"), Map.of("complete", false, "missing", List.of("slda")));

    assertThatThrownBy(() -> compare(first))
        .hasMessageContaining("is not finished, heads are missing: [slda]");
    assertThatThrownBy(() -> compare(folder.resolve("nowhere")))
        .hasMessageContaining("nowhere is not the folder of a finished evaluation: no report.json");
  }

  @Test
  void refusesOneHeadAlone() throws IOException {
    Path one = run("one", "11", Map.of("a", "10"));

    assertThatThrownBy(() -> compare(one)).hasMessageContaining("there is one head to compare, a");
    assertThatThrownBy(() -> compare(one, one)).hasMessageContaining("is named twice");
  }

  @Test
  void printsTwoTables() throws IOException {
    StringWriter text = new StringWriter();
    Comparison comparison = compare(run("one", "11", Map.of("a", "1100", "b", "1111")));
    ComparisonTable.print(comparison, new PrintWriter(text));

    assertThat(text.toString().lines().toList()).hasSize(6);
    assertThat(text.toString()).contains("McNemar p", "+0.5000", "0.50 exact");
  }
}
