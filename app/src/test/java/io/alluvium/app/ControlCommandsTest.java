package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.app.pipeline.Role;
import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.app.registry.RegistryOptions;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands to a running learner, from the terminal to its answer. */
@ExtendWith(SharedBroker.class)
final class ControlCommandsTest {
  private final String namespace = "control-" + UUID.randomUUID();
  @TempDir private Path folder;

  private EmbeddedRegistry registry;
  private List<String> properties;
  private AlluviumConfig config;
  private WireSerdes serdes;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    registry =
        EmbeddedRegistry.start(
            new RegistryOptions(
                broker.bootstrapServers(), 0, namespace + "-schemas", Duration.ofSeconds(60)));
    Path encoder = Files.createDirectory(folder.resolve("encoder"));
    Files.writeString(
        encoder.resolve("serving.properties"),
        "engine=vector\noption.dim=3\noption.normalisation=l2\noption.modelName=test\n");
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "alluvium.namespace", namespace,
            "alluvium.encoder", encoder.toString(),
            "state.dir", folder.resolve("state").toString());
    properties = new ArrayList<>();
    settings.forEach((key, value) -> properties.addAll(List.of("-P", key + "=" + value)));
    config = new AlluviumConfig(settings);
    serdes = Registries.serdes(config);
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
    }
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(properties);
    return CommandRun.of(all.toArray(String[]::new));
  }

  private void labelled(String id, List<Float> vector, String label) throws Exception {
    LabelledSamples.send(config, serdes, id, vector, label);
  }

  @Test
  void forgetIsAnsweredWithWhatItDid() throws Exception {
    labelled("s1", List.of(1f, 0f, 0f), "a");
    labelled("s2", List.of(0f, 1f, 0f), "b");
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL)) {
      assertThat(pipeline.awaitRunning(Duration.ofMinutes(2))).isTrue();
      awaitLabels();

      CommandRun dry = run("forget", "--class", "a", "--dry-run");
      assertThat(dry.code()).isZero();
      assertThat(dry.out())
          .contains("It would be so: 1 samples of class 'a' are forgotten.", "command-dry-run");

      CommandRun forgotten = run("forget", "--class", "a", "--id", "forget-1");
      assertThat(forgotten.code()).isZero();
      assertThat(forgotten.out())
          .contains(
              "1 samples of class 'a' are forgotten.",
              "command-done",
              "changed_labels  1",
              namespace + ".samples keeps its records for 168 hours",
              namespace + ".ledger keeps its records for ever");

      assertThat(run("forget", "--class", "a", "--id", "forget-1").out())
          .contains("was carried out before");
      CommandRun refused = run("rename", "--from", "a", "--to", "c");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out()).contains("was refused: class 'a' has no samples.");
      assertThat(run("rename", "--from", "b", "--to", "c").code()).isZero();
      assertThat(run("split", "--class", "c", "--by", "annotator").out())
          .contains("1 samples of class 'c' go to 1 classes by annotator.");
      assertThat(run("relabel", "--sample", "s2", "--to", "d").code()).isZero();
      assertThat(run("merge", "--from", "d", "--to", "e").out()).contains("'e' has no samples");
      assertThat(run("freeze", "--class", "d").out()).contains("Class 'd' is frozen");
      assertThat(run("unfreeze", "--class", "d").out()).contains("Class 'd' takes labels");
    }
  }

  /** What was sent first may still be on its way: labels go another way than commands. */
  private void awaitLabels() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> run("forget", "--annotator", "ann", "--dry-run").out().contains("labels  2"));
  }

  @Test
  void commandThatNobodyAnswersSaysSo() {
    CommandRun run = run("forget", "--sample", "s1", "--id", "lonely", "--timeout", "1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("command 'lonely' was sent and not answered within 1 s: is the learner running?");
  }

  @Test
  void wrongNamespaceIsNamed() {
    properties.replaceAll(p -> p.replace("=" + namespace, "=nowhere"));
    assertThat(run("freeze").err()).contains("topic 'nowhere.events' does not exist");
  }
}
