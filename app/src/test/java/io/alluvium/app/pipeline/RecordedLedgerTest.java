package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.app.CommandRun;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.ledger.ExportedLedger;
import io.alluvium.app.ledger.LabelledBank;
import io.alluvium.app.ledger.LedgerSource;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.app.registry.RegistryOptions;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that leaves its topic for a folder, another broker's topic, and other heads. */
final class RecordedLedgerTest extends RecordedRun {
  private Path exported;
  private JsonNode manifest;

  @BeforeAll
  void export() throws IOException {
    exported = folder.resolve("exported");
    CommandRun run = command(live, "export", "--ledger", "--out", exported.toString());
    assertThat(run.err()).doesNotContain("alluvium:");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("0..", " entries, " + SAMPLES + " predictions, digest ");
    manifest = new ObjectMapper().readTree(exported.resolve("ledger.json").toFile());
  }

  private static CommandRun replay(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("replay"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private String mark(String name) {
    return String.valueOf(event(events.getLast()).getDetails().get(name));
  }

  // Export.

  @Test
  void theFolderSaysWhatIsInIt() {
    List<ConsumerRecord<byte[], byte[]>> ledger = live.records(live.topics().ledger(), 0);
    assertThat(manifest.get("entries").asInt()).isEqualTo(ledger.size());
    assertThat(manifest.get("topic").asText()).isEqualTo(live.topics().ledger());
    assertThat(manifest.get("ledger").get(0).get("last").asLong())
        .isEqualTo(ledger.getLast().offset());
    assertThat(manifest.get("spaces").get(0).get("id").asText())
        .isEqualTo(prediction(predictions.getFirst()).getSpace());
    assertThat(manifest.get("configuration").get("alluvium.solve.min.updates").asText())
        .isEqualTo("20");
    assertThat(manifest.get("configuration").has("alluvium.top.k")).isTrue();
    assertThat(manifest.get("configuration").has("alluvium.namespace")).isFalse();
  }

  @Test
  void theSameRangeMakesTheSameBytes(@TempDir Path other) {
    Path again = other.resolve("again");
    String range = "0.." + manifest.get("to").asLong();
    assertThat(command(live, "export", "--ledger", range, "--out", again.toString()).code())
        .isZero();
    assertThat(again.resolve("ledger-00000.avro"))
        .hasSameBinaryContentAs(exported.resolve("ledger-00000.avro"));
    assertThat(again.resolve("predictions-00000.avro"))
        .hasSameBinaryContentAs(exported.resolve("predictions-00000.avro"));
    assertThat(again.resolve("ledger.json"))
        .hasSameTextualContentAs(exported.resolve("ledger.json"));
  }

  @Test
  void aRangeHasItsEntriesAndTheirPredictions(@TempDir Path other) throws IOException {
    long from = prediction(predictions.get(100)).getPosition().getOffset();
    long to = prediction(predictions.get(200)).getPosition().getOffset();
    Path part = other.resolve("part");
    CommandRun run =
        command(live, "export", "--ledger", from + ".." + to, "--out", part.toString());
    assertThat(run.code()).isZero();
    JsonNode said = new ObjectMapper().readTree(part.resolve("ledger.json").toFile());
    assertThat(said.get("predictions").asInt()).isEqualTo(100);
    assertThat(said.get("ledger").get(0).get("first").asLong()).isEqualTo(from);
    assertThat(said.get("ledger").get(0).get("last").asLong()).isLessThan(to);
    CommandRun replay = replay("--from-ledger", part.toString(), "--verify");
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.err())
        .contains("the range begins at offset " + from + ", expected 0: what was learnt");
  }

  @Test
  void whatCannotBeExportedIsSaidAndLeavesNothing(@TempDir Path other) {
    String out = other.resolve("nothing").toString();
    CommandRun late = command(live, "export", "--ledger", "0..999999", "--out", out);
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err()).contains("the range is 0..999999: it does not end there yet");
    CommandRun taken = command(live, "export", "--ledger", "--out", exported.toString());
    assertThat(taken.code()).isEqualTo(1);
    assertThat(taken.err()).contains("is there already, and no empty folder");
    assertThat(command(live, "export", "--ledger", "5..5", "--out", out).code()).isEqualTo(2);
    assertThat(command(live, "export", "--ledger", "--with-samples", "--out", out).code())
        .isEqualTo(2);
    assertThat(other).isEmptyDirectory();
  }

  // Train.

  @Test
  void folderAndTopicHaveTheSameLabelledVectors() {
    ExportedLedger ledger = ExportedLedger.open(exported);
    ExampleSet fromFolder =
        LabelledBank.of(
            new LedgerSource.Folder(ledger, ledger.config(Map.of()), ExportedLedger.serdes()),
            Watch.NONE);
    ExampleSet fromTopic =
        LabelledBank.of(
            LedgerSource.Topic.open(live.config(), live.serdes(), OffsetRange.parse("..")),
            Watch.NONE);
    assertThat(fromFolder.examples()).isNotEmpty().isEqualTo(fromTopic.examples());
    assertThat(fromFolder.space()).isEqualTo(fromTopic.space());
    assertThat(fromFolder.space().id().hex())
        .isEqualTo(prediction(predictions.getFirst()).getSpace());
  }

  // Verify.

  @Test
  void theExportIsBitEqualWithoutABroker() {
    CommandRun run = replay("--from-ledger", exported.toString(), "--verify");
    assertThat(run.out().strip()).isEqualTo("bit-equal: " + SAMPLES + " predictions");
    assertThat(run.code()).isZero();
  }

  @Test
  void aRangeOfTheTopicIsBitEqual() {
    long to = prediction(predictions.get(200)).getPosition().getOffset();
    CommandRun run = command(live, "replay", "--from-ledger", ".." + to, "--verify");
    assertThat(run.out().strip()).isEqualTo("bit-equal: 200 predictions");
    CommandRun late = command(live, "replay", "--from-ledger", "7..", "--verify");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err()).contains("the range begins at offset 7, expected 0");
  }

  @Test
  void anEmptyLedgerIsSaid() {
    try (Harness empty = harness(Map.of())) {
      CommandRun run = command(empty, "replay", "--from-ledger", "..", "--verify");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .contains("ledger '" + empty.topics().ledger() + "' has no entry: there is nothing");
    }
  }

  @Test
  void otherSettingsSayWhereTheyPart() {
    CommandRun run =
        replay("--from-ledger", exported.toString(), "--verify", "-P", "alluvium.prior=frequency");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "diverged at ledger entry ", "probability: recorded", "were they those of the run?");
  }

  @Test
  void aDamagedFolderIsRefused(@TempDir Path other) throws IOException {
    Path copy = copy(exported, other.resolve("damaged"));
    Path part = copy.resolve("ledger-00000.avro");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    CommandRun damaged = replay("--from-ledger", copy.toString(), "--verify");
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err()).contains("ledger-00000.avro' is damaged: it has SHA-256 ");
    Files.write(part, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(replay("--from-ledger", copy.toString(), "--verify").err())
        .contains("has " + (bytes.length - 1) + " bytes, expected " + bytes.length);
    Files.delete(part);
    assertThat(replay("--from-ledger", copy.toString(), "--verify").err())
        .contains("ledger-00000.avro' is missing");
    Files.delete(copy.resolve("ledger.json"));
    assertThat(replay("--from-ledger", copy.toString(), "--verify").err())
        .contains("the folder holds no ledger");
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  // Heads.

  @Test
  void headsArePlayedAndGraded(@TempDir Path other) throws IOException {
    CommandRun run =
        replay(
            "--from-ledger", exported.toString(), "--heads", "ncm,auto", "--out", other.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("prequential", "ncm", "auto", "report.json");
    JsonNode report = new ObjectMapper().readTree(other.resolve("report.json").toFile());
    JsonNode auto = report.get("heads").get("auto");
    Map<String, String> truth = labelsAtTheEnd();
    long graded = 0;
    long right = 0;
    for (ConsumerRecord<byte[], byte[]> record : predictions) {
      Prediction prediction = prediction(record);
      String label = truth.get(prediction.getSampleId());
      graded += label == null ? 0 : 1;
      right += label != null && label.equals(prediction.getLabel()) ? 1 : 0;
    }
    assertThat(auto.get("graded").asLong()).isEqualTo(graded).isPositive();
    assertThat(auto.get("correct").asLong()).isEqualTo(right).isPositive();
    assertThat(auto.get("prequential_accuracy").asDouble()).isEqualTo((double) right / graded);
    assertThat(auto.get("samples").asInt()).isEqualTo(SAMPLES);
    assertThat(auto.get("predictions_digest").asText()).isEqualTo(mark("predictions_digest"));
    assertThat(auto.get("sums_digest").asText()).isEqualTo(mark("sums_digest"));
    JsonNode ncm = report.get("heads").get("ncm");
    assertThat(ncm.get("predictions_digest")).isNotEqualTo(auto.get("predictions_digest"));
    assertThat(ncm.get("ledger_digest")).isEqualTo(auto.get("ledger_digest"));
    JsonNode written = new ObjectMapper().readTree(other.resolve("run.json").toFile());
    assertThat(written.get("digests").get("auto").get("state_digest"))
        .isEqualTo(auto.get("state_digest"));
    assertThat(written.get("ledger").get("digest")).isEqualTo(manifest.get("digest"));

    CommandRun again =
        replay(
            "--from-ledger", exported.toString(), "--heads", "ncm,slda", "--out", other.toString());
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("ncm: kept from before");
  }

  /** Returns the last label of each sample: there is no command that changes one. */
  private Map<String, String> labelsAtTheEnd() {
    Map<String, SequencedLabel> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : live.records(live.topics().ledger(), 0)) {
      if (entry(record).getBody() instanceof SequencedLabel label) {
        newest.merge(
            label.getSampleId(),
            label,
            (one, other) -> other.getSequence() > one.getSequence() ? other : one);
      }
    }
    Map<String, String> labels = new HashMap<>();
    newest.forEach((id, label) -> {
      if (label.getLabel() != null) {
        labels.put(id, label.getLabel());
      }
    });
    return labels;
  }

  @Test
  void wrongHeadsAreWrongUsage() {
    CommandRun run =
        replay("--from-ledger", exported.toString(), "--heads", "magic", "--out", "nowhere");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--heads: Invalid value magic for configuration alluvium.head");
    assertThat(replay("--from-ledger", exported.toString(), "--heads", "ncm").code()).isEqualTo(2);
  }

  // Import.

  @Test
  void anotherDeploymentMakesTheSameOfIt() {
    try (EmbeddedRegistry others =
            EmbeddedRegistry.start(
                new RegistryOptions(
                    broker.bootstrapServers(),
                    0,
                    "schemas-" + UUID.randomUUID(),
                    Duration.ofSeconds(30)));
        Harness there = harness(Map.of("schema.registry.url", others.url()))) {
      CommandRun checked = command(there, "import", "--ledger", exported.toString(), "--dry-run");
      assertThat(checked.out()).as(checked.err()).startsWith("Would import ");
      assertThat(there.records(there.topics().ledger(), 0)).isEmpty();
      CommandRun run = command(there, "import", "--ledger", exported.toString());
      assertThat(run.out()).as(run.err()).startsWith("Imported ");
      assertThat(contents(there, there.topics().ledger(), true))
          .isEqualTo(contents(live, live.topics().ledger(), true));

      try (Pipeline learn = there.start(there.config(), Role.LEARN, null)) {
        there.marked("end");
      }
      assertThat(contents(there, there.topics().predictions(), false))
          .isEqualTo(contents(live, live.topics().predictions(), false));
      assertThat(there.events(0)).isEqualTo(live.events(0));

      CommandRun twice = command(there, "import", "--ledger", exported.toString());
      assertThat(twice.code()).isEqualTo(1);
      assertThat(twice.err()).contains("expected one that was never written to");
    }
  }

  /** Returns all of each record but the schema ids of its registry. */
  private static List<String> contents(Harness of, String topic, boolean withPlace) {
    return of.records(topic, 0).stream()
        .map(record ->
            (withPlace ? record.offset() + " " + record.timestamp() + " " : "")
                + HexFormat.of().formatHex(record.key() == null ? new byte[0] : record.key())
                + headers(record)
                + HexFormat.of().formatHex(record.value(), 5, record.value().length))
        .toList();
  }

  private static String headers(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder(" ");
    for (Header header : record.headers()) {
      text.append(header.key()).append('=').append(HexFormat.of().formatHex(header.value()));
    }
    return text.append(' ').toString();
  }
}
