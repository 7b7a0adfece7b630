package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
  private static final DemoFigures FEW =
      new DemoFigures(
          3_000, 2_985, 0, 15, 0, 2_960, 0, 0, 8, 0.8125, 0.84, 0.11, 0.24, 0.75, 410.4, 12.5, 48);
  private static final DemoFigures RUN =
      new DemoFigures(
          12_000, 11_940, 0, 60, 0, 11_940, 120, 48, 38, 0.655, 0.671, 0.08, 0.15, 0.63, 405.25, 14,
          51);
  private static final CalibrationFigures CALIBRATION =
      new CalibrationFigures(11_000, 0.1234, 0.0216);
  private static final DemoReport REPORT = report(RUN);

  @Test
  void writesEachFigureUnderItsName(@TempDir Path folder) throws Exception {
    JsonNode json = written(folder);

    assertThat(json.get("format").asInt()).isEqualTo(1);
    assertThat(json.get("records").asLong()).isEqualTo(12_000);
    assertThat(json.get("predictions").asLong()).isEqualTo(11_940);
    assertThat(json.get("duplicates").asLong()).isEqualTo(60);
    assertThat(json.get("dead_letters").asLong()).isZero();
    assertThat(json.get("labels").asLong()).isEqualTo(11_940);
    assertThat(json.get("corrections").asLong()).isEqualTo(120);
    assertThat(json.get("withdrawals").asLong()).isEqualTo(48);
    assertThat(json.get("classes").asInt()).isEqualTo(38);
    assertThat(json.get("prequential_accuracy").asDouble()).isEqualTo(0.655);
    assertThat(json.get("prequential_accuracy_window").asDouble()).isEqualTo(0.671);
    assertThat(json.get("no_change_accuracy").asDouble()).isEqualTo(0.08);
    assertThat(json.get("majority_accuracy").asDouble()).isEqualTo(0.15);
    assertThat(json.get("kappa").asDouble()).isEqualTo(0.63);
    assertThat(json.get("records_per_second").asDouble()).isEqualTo(405.25);
    assertThat(json.get("latency_p50_ms").asDouble()).isEqualTo(14);
    assertThat(json.get("latency_p99_ms").asDouble()).isEqualTo(51);
    assertThat(json.get("state_digest").asText()).isEqualTo("5a");
    assertThat(json.get("sums_digest").asText()).isEqualTo("5b");
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("head").asText()).isEqualTo("plda");
    assertThat(json.get("encoder").asText()).isEqualTo("minilm");
    assertThat(json.get("space").asText()).isEqualTo("c0ffee");
    assertThat(json.get("command").asText()).isEqualTo("./alluvium demo --seed 7");
    assertThat(json.get("balanced").asBoolean()).isTrue();
  }

  @Test
  void writesTheSameFiguresForEachPhase(@TempDir Path folder) throws Exception {
    JsonNode phase = written(folder).get("phases").get(0);

    assertThat(phase.get("name").asText()).isEqualTo("few-classes");
    assertThat(phase.get("records").asLong()).isEqualTo(3_000);
    assertThat(phase.get("kappa").asDouble()).isEqualTo(0.75);
    assertThat(phase.get("state_digest").asText()).isEqualTo("aa");
    assertThat(phase.get("sums_digest").asText()).isEqualTo("bb");
    assertThat(phase.size()).isEqualTo(3 + DemoFigures.class.getRecordComponents().length);
  }

  @Test
  void writesHowEachSourceFared(@TempDir Path folder) throws Exception {
    assertThat(written(folder).get("bad_typing").get(1).toString())
        .isEqualTo(
            "{\"source\":\"mobile\",\"typing\":\"during\",\"predictions\":90,\"accuracy\":0.4}");
  }

  @Test
  void hasEveryFieldDefinedInTheDocument(@TempDir Path folder) throws Exception {
    JsonNode json = written(folder);
    Set<String> fields = names(json);
    fields.addAll(names(json.get("phases").get(0)));
    fields.addAll(names(json.get("bad_typing").get(0)));
    fields.addAll(names(json.get("noticed").get(0)));
    fields.addAll(names(json.get("calibration")));
    fields.addAll(names(json.get("release")));
    Set<String> defined =
        Pattern.compile("^\\| `(\\w+)`", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("..", "docs", "report.md")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(defined).isEqualTo(fields);
  }

  @Test
  void isBalancedAsTheRunIs() {
    DemoFigures lost =
        new DemoFigures(12_000, 11_939, 0, 60, 0, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(REPORT.isBalanced()).isTrue();
    assertThat(report(lost).isBalanced()).isFalse();
    assertThat(printed(report(lost), TerminalLook.PLAIN)).contains("NOT BALANCED");
  }

  @Test
  void printsAnAlignedTableAndHowToRunAgain() {
    List<String> lines = printed(REPORT, TerminalLook.PLAIN).lines().toList();

    assertThat(lines)
        .containsSubsequence(
            "phase        records  classes  accuracy  last 1000  kappa  no change  majority"
                + "  rec/s  p50 ms  p99 ms",
            "few-classes    3 000        8     0.813      0.840  0.750      0.110     0.240"
                + "    410      13      48",
            "whole run     12 000       38     0.655      0.671  0.630      0.080     0.150"
                + "    405      14      51",
            "mobile     accuracy 0.600 before, 0.400 during, 0.590 after",
            "noticed    Source 'mobile' has changed.",
            "noticed    21 samples belong together.",
            "sureness   off by 0.022 calibrated, by 0.123 as the head says it (expected"
                + " calibration error)",
            "released   bge-small serves after 8 100 answers, by 'average' (600 pairs: warn):"
                + " accuracy 0.690 of the 1 000 before, 0.702 of the 1 000 after",
            "records    12 000 sent = 11 940 predictions + 60 duplicates + 0 dead letters:"
                + " nothing lost, nothing doubled",
            "labels     11 940 given, 120 corrected, 48 withdrawn",
            "again      ./alluvium demo --seed 7");
  }

  @Test
  void countsWhatItDoesNotPrint() {
    List<Noticed> many =
        IntStream.range(0, 9).mapToObj(n -> new Noticed("drift", "s", n, "It changed.")).toList();
    DemoReport report =
        new DemoReport(
            REPORT.facts(), RUN, List.of(), List.of(), many, CALIBRATION, Optional.empty());
    assertThat(printed(report, TerminalLook.PLAIN)).contains("noticed    3 times more");
  }

  @Test
  void saysWhyAnEncoderDoesNotServe() {
    ReleaseFigures refused =
        new ReleaseFigures("bird", "refuse", "", 600, 9_000, 1_000, 0.69, 0, 0, "It should not.");
    DemoReport report =
        new DemoReport(
            REPORT.facts(),
            RUN,
            List.of(),
            List.of(),
            List.of(),
            CALIBRATION,
            Optional.of(refused));
    assertThat(printed(report, TerminalLook.PLAIN))
        .contains("released   bird does not serve: It should not.");
  }

  @Test
  void coloursOnlyWhereItMay() {
    assertThat(printed(REPORT, TerminalLook.PLAIN)).doesNotContain("\u001b");
    assertThat(printed(REPORT, TerminalLook.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))))
        .isEqualTo(printed(REPORT, TerminalLook.PLAIN));
    assertThat(printed(REPORT, new TerminalLook(true, true)))
        .contains("\u001b[32mnothing lost, nothing doubled\u001b[0m");
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static DemoReport report(DemoFigures run) {
    return new DemoReport(
        new DemoFacts(7, "plda", "minilm", "c0ffee", "5a", "5b", 9_000, "./alluvium demo --seed 7"),
        run,
        List.of(new PhaseFigures(DemoPhase.FEW_CLASSES, FEW, "aa", "bb")),
        List.of(
            new SourceFigures("mobile", Typing.BEFORE, 60, 0.6),
            new SourceFigures("mobile", Typing.DURING, 90, 0.4),
            new SourceFigures("mobile", Typing.AFTER, 80, 0.59)),
        List.of(
            new Noticed("drift", "mobile", 812, "Source 'mobile' has changed."),
            new Noticed("candidate-class", "c1", 901, "21 samples belong together.")),
        CALIBRATION,
        Optional.of(
            new ReleaseFigures(
                "bge-small", "warn", "average", 600, 8_100, 1_000, 0.69, 1_000, 0.702, "")));
  }

  private static String printed(DemoReport report, TerminalLook look) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text), look);
    return text.toString();
  }

  private static JsonNode written(Path folder) throws Exception {
    Path file = folder.resolve("new").resolve("report.json");
    REPORT.write(file);
    return new ObjectMapper().readTree(Files.readString(file));
  }
}
