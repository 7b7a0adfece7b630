package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.registry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands to a running learner, from the terminal to its answer. */
@ExtendWith(SharedBroker.class)
final class ControlCommandsTest {
  @TempDir private Path folder;
  private EmbeddedRegistry registry;
  private VectorDeployment deployment;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    registry = VectorDeployment.registry(broker);
    deployment = new VectorDeployment(broker, registry, folder, "control", "test", 3, Map.of());
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private CommandRun run(String... arguments) {
    return deployment.run(arguments);
  }

  @Test
  void forgetIsAnsweredWithWhatItDid() throws Exception {
    deployment.labelled("s1", List.of(1f, 0f, 0f), "a");
    deployment.labelled("s2", List.of(0f, 1f, 0f), "b");
    try (Pipeline pipeline = deployment.start()) {
      deployment.awaitLabels(2);

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
              deployment.namespace() + ".samples keeps its records for 168 hours",
              deployment.namespace() + ".ledger keeps its records for ever");

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

  @Test
  void commandThatNobodyAnswersSaysSo() {
    CommandRun run = run("forget", "--sample", "s1", "--id", "lonely", "--timeout", "1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("command 'lonely' was sent and not answered within 1 s: is the learner running?");
  }

  @Test
  void wrongNamespaceIsNamed() {
    assertThat(run("freeze", "-P", "alluvium.namespace=nowhere").err())
        .contains("topic 'nowhere.events' does not exist");
  }
}
