package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.broker.EmbeddedBroker;
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

/** A stream of its own in which the encoder can be changed, between two encoders of numbers. */
public final class SwappingStream implements AutoCloseable {
  /** How long anything may take. */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int CLASSES = 3;
  private static final int DIM = 3;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4711);
  private final Path folder;
  private final EmbeddedRegistry registry;
  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final List<String> properties = new ArrayList<>();
  private final Path next;
  private int samples;

  /** Makes the topics of the stream. */
  public SwappingStream(EmbeddedBroker broker, Path folder) throws IOException {
    this(broker, folder, Map.of());
  }

  /** Makes the topics of the stream, with settings of its own. */
  public SwappingStream(EmbeddedBroker broker, Path folder, Map<String, String> more)
      throws IOException {
    this.folder = folder;
    String namespace = "swap-" + UUID.randomUUID();
    registry =
        EmbeddedRegistry.start(
            new RegistryOptions(
                broker.bootstrapServers(), 0, namespace + "-schemas", Duration.ofSeconds(60)));
    next =
        encoder(
            "next", "option.normalisation=fixed\noption.mean=0,0,0.5\noption.deviation=1,2,1\n");
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("schema.registry.url", registry.url());
    settings.put("alluvium.namespace", namespace);
    settings.put("alluvium.encoder", encoder("first", "option.normalisation=l2\n").toString());
    settings.put("alluvium.swap.window.pairs", "100");
    settings.put("alluvium.solve.min.updates", "16");
    settings.put("alluvium.solve.delay.entries", "1");
    settings.put("session.timeout.ms", "1500");
    settings.put("heartbeat.interval.ms", "300");
    settings.put("producer.transaction.timeout.ms", "5000");
    settings.put("state.dir", folder.resolve("state").toString());
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
        "engine=vector\noption.dim=" + DIM + "\noption.modelName=" + name + "\n" + more);
    return made;
  }

  /** Returns the settings. */
  public AlluviumConfig config() {
    return config;
  }

  /** Starts EMBED and LEARN; returns when they run. */
  Pipeline start() throws InterruptedException {
    Pipeline pipeline = Pipeline.start(config, Role.ALL);
    assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
    return pipeline;
  }

  /** Returns the folder of the encoder that may take over. */
  public String next() {
    return next.toString();
  }

  /** Returns how many samples were sent. */
  public int samples() {
    return samples;
  }

  /** Runs a command line. */
  public CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(properties);
    return CommandRun.of(all.toArray(String[]::new));
  }

  /** Runs a command line that must be carried out. */
  public void order(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  /** Sends samples of all classes in turn, labelled or not. */
  public void send(int count, boolean labelled) {
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
        Sample sample = new Sample(id, "here", vector(c), null, Map.of());
        var _ =
            producer.send(
                new ProducerRecord<>(
                    sampleTopic, key, serdes.sample().serializer().serialize(sampleTopic, sample)));
        if (labelled) {
          Label label = new Label(id, "here", LabelAction.ASSIGN, "c" + c, 1L, null, null, 1);
          var _ =
              producer.send(
                  new ProducerRecord<>(
                      labelTopic, key, serdes.label().serializer().serialize(labelTopic, label)));
        }
      }
      producer.flush();
    }
  }

  private List<Float> vector(int c) {
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < DIM; i++) {
      vector.add((float) ((i == c ? 1 : 0) + 0.1 * random.nextGaussian()));
    }
    return vector;
  }

  /** Sends samples until the change is in a state; meanwhile nothing may fail. */
  public void awaitState(String state, Runnable check) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          check.run();
          send(30, false);
          return run("encoder", "status").out().contains("state  " + state);
        });
  }

  /** Returns the prediction of each sample by its id, once all have one; none has two. */
  public Map<String, Prediction> awaitPredictions() {
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

  /** Returns the prediction of the sample of a number. */
  public static Prediction of(Map<String, Prediction> predictions, int sample) {
    Prediction prediction = predictions.get("s" + sample);
    if (prediction == null) {
      throw new AssertionError("sample " + sample + " has no prediction");
    }
    return prediction;
  }

  /** Returns the share of samples from one number to another that were answered rightly. */
  public static double accuracy(Map<String, Prediction> predictions, int from, int to) {
    int right = 0;
    for (int n = from; n < to; n++) {
      right += ("c" + n % CLASSES).equals(of(predictions, n).getLabel()) ? 1 : 0;
    }
    return right / (double) (to - from);
  }

  @Override
  public void close() {
    registry.close();
  }
}
