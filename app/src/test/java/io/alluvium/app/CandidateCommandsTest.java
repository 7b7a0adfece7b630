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
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
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
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SOURCE = "here";

  private final String namespace = "candidates-" + UUID.randomUUID();

  /** Always the same: what is found, and when, differs from world to world. */
  private final RandomGenerator random = new SplittableRandom(5);

  @TempDir private Path folder;
  private EmbeddedRegistry registry;
  private List<String> properties;
  private AlluviumConfig config;
  private WireSerdes serdes;
  private KafkaProducer<byte[], byte[]> producer;
  private int sent;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    registry =
        EmbeddedRegistry.start(
            new RegistryOptions(
                broker.bootstrapServers(), 0, namespace + "-schemas", Duration.ofSeconds(60)));
    Path encoder = Files.createDirectory(folder.resolve("encoder"));
    Files.writeString(
        encoder.resolve("serving.properties"),
        "engine=vector\noption.dim=" + DIM + "\noption.normalisation=l2\noption.modelName=test\n");
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "schema.registry.url", registry.url(),
            "alluvium.namespace", namespace,
            "alluvium.encoder", encoder.toString(),
            "alluvium.sources.every", "1",
            "state.dir", folder.resolve("state").toString());
    properties = new ArrayList<>();
    settings.forEach((key, value) -> properties.addAll(List.of("-P", key + "=" + value)));
    config = new AlluviumConfig(settings);
    serdes = Registries.serdes(config);
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
    }
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
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(properties);
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Sends a sample of a class that has three axes of its own; strangers hold together best. */
  private void send(int c, boolean labelled) {
    double noise = c == STRANGER ? 0.3 : 0.5;
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIM; i++) {
      vector.add((float) ((i / 3 == c ? 2 : 0) + noise * random.nextGaussian()));
    }
    String id = "s" + sent++;
    String samples = config.topics().samples();
    Sample sample = new Sample(id, SOURCE, vector, null, Map.of());
    send(samples, serdes.sample().serializer().serialize(samples, sample));
    if (labelled) {
      String labels = config.topics().labels();
      Label label = new Label(id, SOURCE, LabelAction.ASSIGN, "class" + c, 1L, "ann", null, 1);
      send(labels, serdes.label().serializer().serialize(labels, label));
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
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL)) {
      assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> labelsOf("ann") == 400);
      assertThat(run("candidates").out()).contains("No candidate is open.");
      for (int n = 0; n < 900; n++) {
        send(n % 6 == 0 ? STRANGER : n % CLASSES, false);
      }
      producer.flush();
      await().atMost(PATIENCE).until(() -> run("candidates").out().contains("samples of source"));

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

  private int labelsOf(String annotator) {
    String out = run("forget", "--annotator", annotator, "--dry-run").out();
    int at = out.indexOf("changed_labels  ");
    return at < 0 ? 0 : Integer.parseInt(out.substring(at + 16).lines().findFirst().orElseThrow());
  }
}
