package io.alluvium.app.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.broker.BrokerOptions;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.model.ModelTopic;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a vector that was forgotten, looked for in the files of stores and broker. */
final class ForgottenVectorTest {
  private static final String CANARY = "canary";

  /** What compression hides cannot be looked for. */
  private static final Map<String, String> SETTINGS =
      Map.of("producer.compression.type", "none", "alluvium.encoder.batch_size", "4");

  @TempDir private Path state;
  @TempDir private Path kafka;
  private int sent;

  @Test
  void leavesStoresAtOnceAndChangelogsWhenTheyAreCompacted() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.keptIn(kafka));
        Harness harness = new Harness(broker, state, SETTINGS)) {
      String namespace = harness.config().getString(AlluviumConfig.NAMESPACE);
      learn(harness);
      String canary = vector(harness);
      assertThat(foldersWith(canary, state)).as("closed stores").contains("bank", "wal");
      String bankLog = namespace + "-learn-bank-changelog-0";
      String walLog = namespace + "-learn-wal-changelog-0";
      String ledger = harness.topics().ledger() + "-0";
      assertThat(foldersWith(canary, kafka)).containsOnly(ledger, bankLog, walLog);
      compactSoon(
          harness,
          List.of(namespace + "-learn-bank-changelog", namespace + "-learn-wal-changelog"));

      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        harness.command(
            new Command("forget", "FORGET", Map.of("sample", CANARY), "somebody", null, null));
        harness.settle();
        assertThat(harness.happened("command-done", "forget").getDetails())
            .containsEntry("samples", "1");
        assertThat(foldersWith(canary, state)).as("open stores").isEmpty();
        assertThat(foldersWith(canary, kafka)).contains(bankLog, walLog);

        Harness.patiently()
            .until(() -> {
              // Only what is written after it lets Kafka end a segment.
              labelled(harness, "later" + sent);
              harness.settle();
              return foldersWith(canary, kafka).equals(Set.of(ledger));
            });
        assertThat(pipeline.failure()).isEmpty();
      }
      assertThat(foldersWith(canary, state)).as("stores closed again").isEmpty();
    }
  }

  @Test
  void leavesTheTopicOfSnapshotsWhenTheSnapshotIsErased() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.keptIn(kafka));
        Harness harness = new Harness(broker, state, SETTINGS);
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      for (int n = 0; n < 10; n++) {
        labelled(harness, n == 5 ? CANARY : "s" + n);
      }
      harness.settle();
      harness.predictions(10);
      new Backlog(harness).awaitRead();
      snapshot(harness, "before", "true");
      String canary = vector(harness);
      String model = harness.topics().model();
      compactSoon(harness, List.of(model));

      harness.command(
          new Command("forget", "FORGET", Map.of("sample", CANARY), "somebody", null, null));
      harness.settle();
      harness.happened("command-done", "forget");
      snapshot(harness, "after", "true");
      assertThat(foldersWith(canary, kafka)).as("forgotten, not erased").contains(model + "-0");

      assertThat(ModelTopic.erase(harness.config(), "before")).isEqualTo(2);
      Harness.patiently()
          .until(() -> {
            // Only what is written after it lets Kafka end a segment.
            snapshot(harness, "later-" + sent++, "false");
            return !foldersWith(canary, kafka).contains(model + "-0");
          });
      assertThat(ModelTopic.read(harness.config(), harness.serdes(), "after").manifest())
          .extracting(ModelManifest::getLabelled)
          .isEqualTo(9L);
      assertThatThrownBy(() -> ModelTopic.erase(harness.config(), "before"))
          .hasMessageContaining("has no snapshot 'before'");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static void snapshot(Harness harness, String id, String withSamples) {
    harness.command(
        new Command(id, "SNAPSHOT", Map.of("with_samples", withSamples), null, null, null));
    harness.settle();
    harness.happened("command-done", id);
  }

  /** Learns a few samples and closes, so that the stores are on the disk. */
  private void learn(Harness harness) {
    try (Pipeline pipeline = harness.start(new ToyEncoder())) {
      for (int n = 0; n < 10; n++) {
        labelled(harness, n == 5 ? CANARY : "s" + n);
      }
      harness.settle();
      harness.predictions(10);
      new Backlog(harness).awaitRead();
      harness.mark("learnt");
      harness.settle();
      assertThat(harness.marked("learnt").getDetails()).containsEntry("labels", "10");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private void labelled(Harness harness, String id) {
    harness.sample(id, "word" + sent % 3 + " of " + id);
    harness.label(id, "class" + sent++ % 3, 1);
  }

  private static String vector(Harness harness) {
    return harness.ledger(0).stream()
        .map(LedgerEntry::getBody)
        .filter(EmbeddedSample.class::isInstance)
        .map(EmbeddedSample.class::cast)
        .filter(sample -> sample.getId().equals(CANARY))
        .map(sample -> text(sample.getViews().getFirst().getVector()))
        .findFirst()
        .orElseThrow();
  }

  private static String text(ByteBuffer vector) {
    byte[] bytes = new byte[vector.remaining()];
    vector.duplicate().get(bytes);
    return new String(bytes, ISO_8859_1);
  }

  /** A day of compaction lag is a second here; all else is as the product makes its changelogs. */
  private static void compactSoon(Harness harness, List<String> topics)
      throws ExecutionException, InterruptedException {
    List<AlterConfigOp> changes =
        Stream.of("max.compaction.lag.ms=1000", "file.delete.delay.ms=0")
            .map(change -> change.split("=", 2))
            .map(change ->
                new AlterConfigOp(new ConfigEntry(change[0], change[1]), AlterConfigOp.OpType.SET))
            .toList();
    Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
    for (String topic : topics) {
      all.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes);
    }
    try (Admin admin = Admin.create(harness.config().kafka())) {
      admin.incrementalAlterConfigs(all).all().get();
    }
  }

  /** Returns the names of the folders that have a file with the text. */
  private static Set<String> foldersWith(String text, Path root) {
    Set<String> folders = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (has(file, text)) {
          folders.add(file.getName(file.getNameCount() - 2).toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folders;
  }

  private static boolean has(Path file, String text) throws IOException {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
