package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A deployment of its own whose samples are numbers, and command lines that are meant for it. */
final class VectorDeployment {
  /** How long anything may take. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final List<String> properties = new ArrayList<>();

  /**
   * Makes encoder and topics.
   *
   * @param name begins the namespace
   * @param model name of the model: encoders of one dimension and model have one space
   * @param more further settings
   */
  VectorDeployment(
      EmbeddedBroker broker,
      EmbeddedRegistry registry,
      Path folder,
      String name,
      String model,
      int dim,
      Map<String, String> more)
      throws IOException {
    Path encoder = Files.createDirectory(folder.resolve(name + "-encoder"));
    Files.writeString(
        encoder.resolve("serving.properties"),
        "engine=vector\noption.dim="
            + dim
            + "\noption.normalisation=l2\noption.modelName="
            + model
            + "\n");
    Map<String, String> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("schema.registry.url", registry.url());
    settings.put("alluvium.namespace", name + "-" + UUID.randomUUID());
    settings.put("alluvium.encoder", encoder.toString());
    settings.put("state.dir", folder.resolve(name).toString());
    settings.forEach((key, value) -> properties.addAll(List.of("-P", key + "=" + value)));
    config = new AlluviumConfig(settings);
    serdes = Registries.serdes(config);
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
    }
  }

  /** Starts a registry whose topic is its own. */
  static EmbeddedRegistry registry(EmbeddedBroker broker) {
    return EmbeddedRegistry.start(
        new RegistryOptions(
            broker.bootstrapServers(), 0, "schemas-" + UUID.randomUUID(), Duration.ofSeconds(60)));
  }

  AlluviumConfig config() {
    return config;
  }

  WireSerdes serdes() {
    return serdes;
  }

  String namespace() {
    return config.getString(AlluviumConfig.NAMESPACE);
  }

  /** Runs a command with the settings; those among its arguments come after them and win. */
  CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, properties);
    return CommandRun.of(all.toArray(String[]::new));
  }

  Pipeline start() throws InterruptedException {
    Pipeline pipeline = Pipeline.start(config, Role.ALL);
    assertThat(pipeline.awaitRunning(PATIENCE)).isTrue();
    return pipeline;
  }

  /** Sends a sample and its label by annotator {@code ann}; returns when both are stored. */
  void labelled(String id, List<Float> vector, String label) throws Exception {
    LabelledSamples.send(config, serdes, id, vector, label);
  }

  /** What was sent first may still be on its way: labels go another way than commands. */
  void awaitLabels(int count) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            run("forget", "--annotator", "ann", "--dry-run")
                .out()
                .contains("labels  " + count + "\n"));
  }
}
