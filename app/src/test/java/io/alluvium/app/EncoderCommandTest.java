package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.audit.CommittedTopic;
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
import io.alluvium.schemas.Prediction;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another encoder in the place of the one that runs, from the terminal, on a real broker. */
@ExtendWith(SharedBroker.class)
final class EncoderCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CLASSES = 3;

  private final String namespace = "swap-" + UUID.randomUUID();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
  @TempDir private Path folder;

  private EmbeddedRegistry registry;
  private List<String> properties;
  private AlluviumConfig config;
  private WireSerdes serdes;
  private Path next;
  private int samples;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    registry =
        EmbeddedRegistry.start(
            new RegistryOptions(
                broker.bootstrapServers(), 0, namespace + "-schemas", Duration.ofSeconds(60)));
    next =
        encoder(
            "next", "option.normalisation=fixed\noption.mean=0,0,0.5\noption.deviation=1,2,1\n");
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "schema.registry.url",
            registry.url(),
            "alluvium.namespace",
            namespace,
            "alluvium.encoder",
            encoder("first", "option.normalisation=l2\n").toString(),
            "alluvium.swap.window.pairs",
            "100",
            "alluvium.solve.min.updates",
            "16",
            "alluvium.solve.delay.entries",
            "1",
            "state.dir",
            folder.resolve("state").toString());
    properties = new ArrayList<>();
    settings.forEach((key, value) -> properties.addAll(List.of("-P", key + "=" + value)));
    config = new AlluviumConfig(settings);
    serdes = Registries.serdes(config);
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
    }
  }

  private Path encoder(String name, String more) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        made.resolve("serving.properties"),
        "engine=vector\noption.dim=3\noption.modelName=" + name + "\n" + more);
    return made;
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

  /** Sends samples of all classes in turn, labelled or not. */
  private void send(int count, boolean labelled) throws Exception {
    byte[] key = "here".getBytes(StandardCharsets.UTF_8);
    String sampleTopic = config.topics().samples();
    String labelTopic = config.topics().labels();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config.kafka().get("bootstrap.servers")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int n = 0; n < count; n++) {
        String id = "s" + samples;
        int c = samples++ % CLASSES;
        List<Float> vector = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          vector.add((float) ((i == c ? 1 : 0) + 0.1 * random.nextGaussian()));
        }
        Sample sample = new Sample(id, "here", vector, null, Map.of());
        producer.send(
            new ProducerRecord<>(
                sampleTopic, key, serdes.sample().serializer().serialize(sampleTopic, sample)));
        if (labelled) {
          Label label = new Label(id, "here", LabelAction.ASSIGN, "c" + c, 1L, null, null, 1);
          producer.send(
              new ProducerRecord<>(
                  labelTopic, key, serdes.label().serializer().serialize(labelTopic, label)));
        }
      }
      producer.flush();
    }
  }

  private void awaitState(Pipeline pipeline, String state) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          pipeline
              .failure()
              .ifPresent(failure -> {
                throw failure;
              });
          send(30, false);
          return run("encoder", "status").out().contains("state  " + state);
        });
  }

  /** Returns the space of each prediction by sample id, once all samples have one. */
  private Map<String, Prediction> awaitPredictions() {
    Map<String, Prediction> found = new TreeMap<>();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          found.clear();
          int count = 0;
          try (CommittedTopic topic = CommittedTopic.open(config, config.topics().predictions())) {
            for (var record = topic.next(); record.isPresent(); record = topic.next()) {
              Prediction prediction =
                  serdes
                      .prediction()
                      .deserializer()
                      .deserialize(topic.name(), record.get().value());
              found.put(prediction.getSampleId(), prediction);
              count++;
            }
          }
          assertThat(count).as("predictions that are there twice").isEqualTo(found.size());
          return found.size() == samples;
        });
    return found;
  }

  private static Prediction of(Map<String, Prediction> predictions, int sample) {
    Prediction prediction = predictions.get("s" + sample);
    assertThat(prediction).isNotNull();
    return prediction;
  }

  private static double accuracy(Map<String, Prediction> predictions, int from, int to) {
    int right = 0;
    for (int n = from; n < to; n++) {
      right += ("c" + n % CLASSES).equals(of(predictions, n).getLabel()) ? 1 : 0;
    }
    return right / (double) (to - from);
  }

  @Test
  void anotherEncoderTakesOverAndComesBackAndNothingIsLost() throws Exception {
    send(60, true);
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL)) {
      assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
      awaitState(pipeline, "steady");
      assertThat(run("encoder", "cutover").out()).contains("no change of the encoder goes on");
      CommandRun released = run("encoder", "release", next.toString(), "--share", "1");
      assertThat(released.out()).contains("is released", "command-done");
      awaitState(pipeline, "fitted");
      assertThat(run("encoder", "status").out()).contains("agreement.limit", "explained-variance");
      assertThat(run("encoder", "cutover", "--dry-run").out()).contains("It would be so");
      assertThat(run("encoder", "cutover", "--force").code()).isZero();
      send(60, true);
      awaitPredictions();
    }
    int restarted = samples;
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL)) {
      assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
      send(60, false);
      Map<String, Prediction> predictions = awaitPredictions();
      String first = of(predictions, 0).getSpace();
      assertThat(of(predictions, restarted).getSpace()).isNotEqualTo(first);
      assertThat(accuracy(predictions, restarted, samples)).isGreaterThan(0.9);
      assertThat(run("encoder", "rollback").code()).isZero();
      int back = samples;
      send(60, false);
      predictions = awaitPredictions();
      assertThat(of(predictions, samples - 1).getSpace()).isEqualTo(first);
      assertThat(accuracy(predictions, back, samples)).isGreaterThan(0.9);
      assertThat(run("encoder", "cutover", "--force").code()).isZero();
      send(30, false);
      awaitPredictions();
      assertThat(run("encoder", "retire").code()).isZero();
      assertThat(run("encoder", "status").out()).contains("state  steady", "serves alone");
      int alone = samples;
      send(30, false);
      assertThat(accuracy(awaitPredictions(), alone, samples)).isGreaterThan(0.9);
    }
    CommandRun audit = run("audit");
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  @Test
  void anEncoderThatIsNotThereIsGivenUp() throws Exception {
    send(30, true);
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL)) {
      assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
      awaitState(pipeline, "steady");
      assertThat(run("encoder", "release", "no-such-encoder").code()).isZero();
      await().atMost(PATIENCE).until(() -> run("encoder", "status").out().contains("was given up"));
      send(10, false);
      awaitPredictions();
    }
  }
}
