package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A class that nobody has labelled, from its first sample to its name, from the terminal. */
@ExtendWith(SharedBroker.class)
final class CandidateCommandsTest {
  private static final int DIM = 16;
  private static final int CLASSES = 4;
  private static final int STRANGER = CLASSES;
  private static final String SOURCE = "here";

  /** Always the same: what is found, and when, differs from world to world. */
  private final RandomGenerator random = new SplittableRandom(5);

  @TempDir private Path folder;
  private EmbeddedRegistry registry;
  private VectorDeployment deployment;
  private KafkaProducer<byte[], byte[]> producer;
  private int sent;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    registry = VectorDeployment.registry(broker);
    deployment =
        new VectorDeployment(
            broker,
            registry,
            folder,
            "candidates",
            "test",
            DIM,
            Map.of("alluvium.sources.every", "1"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    producer.close();
    registry.close();
  }

  private CommandRun run(String... arguments) {
    return deployment.run(arguments);
  }

  /** Sends a sample of a class that has three axes of its own; strangers hold together best. */
  private void send(int c, boolean labelled) {
    double noise = c == STRANGER ? 0.3 : 0.5;
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIM; i++) {
      vector.add((float) ((i / 3 == c ? 2 : 0) + noise * random.nextGaussian()));
    }
    String id = "s" + sent++;
    String samples = deployment.config().topics().samples();
    Sample sample = new Sample(id, SOURCE, vector, null, Map.of());
    send(samples, deployment.serdes().sample().serializer().serialize(samples, sample));
    if (labelled) {
      String labels = deployment.config().topics().labels();
      Label label = new Label(id, SOURCE, LabelAction.ASSIGN, "class" + c, 1L, "ann", null, 1);
      send(labels, deployment.serdes().label().serializer().serialize(labels, label));
    }
  }

  private void send(String topic, byte[] value) {
    var _ =
        producer.send(new ProducerRecord<>(topic, SOURCE.getBytes(StandardCharsets.UTF_8), value));
  }

  @Test
  void aClassIsProposedNamedAndKnown() throws Exception {
    for (int n = 0; n < 800; n++) {
      send(n % CLASSES, n % (2 * CLASSES) < CLASSES);
    }
    producer.flush();
    try (Pipeline pipeline = deployment.start()) {
      deployment.awaitLabels(400);
      assertThat(run("candidates").out()).contains("No candidate is open.");
      assertThat(run("sources").out()).contains("Nothing has been told of a source yet");
      for (int n = 0; n < 900; n++) {
        send(n % 6 == 0 ? STRANGER : n % CLASSES, false);
      }
      producer.flush();
      await()
          .atMost(VectorDeployment.PATIENCE)
          .until(() -> run("candidates").out().contains("samples of source"));

      await()
          .atMost(VectorDeployment.PATIENCE)
          .until(() -> run("sources").out().contains(SOURCE + "  "));
      String found = run("candidates", "--samples").out();
      assertThat(found).contains("nearest classes  class");
      String id = found.substring(0, found.indexOf(' '));
      assertThat(run("name", id, "stranger", "--dry-run").out()).contains("It would be so");
      CommandRun named = run("name", id, "stranger");
      assertThat(named.code()).isZero();
      assertThat(named.out()).contains("become 'stranger', which is new.");
      assertThat(run("candidates").out()).doesNotContain(id + " ");
      CommandRun refused = run("dismiss", id);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out()).contains("no candidate '" + id + "' is open");
      assertThat(run("forget", "--class", "stranger", "--dry-run").out())
          .containsPattern("2[0-4] samples of class 'stranger'");
    }
    assertThat(run("audit").code()).isZero();
    assertThat(run("name", "only-one").err()).contains("CANDIDATE... LABEL");
  }
}
