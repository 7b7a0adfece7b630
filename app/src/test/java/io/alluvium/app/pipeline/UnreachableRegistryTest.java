package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.app.registry.RegistryOptions;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A schema registry that is away, and comes back. */
@ExtendWith(SharedBroker.class)
final class UnreachableRegistryTest {
  @TempDir private Path state;

  @Test
  void stopsThePipelineWithAMessageAndLosesNothing(EmbeddedBroker broker)
      throws InterruptedException, IOException {
    String log = "schemas-" + UUID.randomUUID();
    try (Harness harness = new Harness(broker, state, Map.of())) {
      int port;
      AlluviumConfig config;
      try (EmbeddedRegistry registry = registry(broker, 0, log)) {
        port = URI.create(registry.url()).getPort();
        config = withRegistry(harness, registry.url());
        String topic = harness.topics().samples();
        Sample sample = new Sample("s1", "here", "a text", null, Map.of());
        byte[] value = Registries.serdes(config).sample().serializer().serialize(topic, sample);
        harness.put(topic, "here", value);
      }

      try (Pipeline pipeline =
          Pipeline.start(config, Role.ALL, Registries.serdes(config), new ToyEncoder())) {
        assertThat(pipeline.awaitEnd(Harness.PATIENCE)).isTrue();
        assertThat(pipeline.failure())
            .hasValueSatisfying(failure ->
                assertThat(failure)
                    .hasMessageStartingWith("EMBED stopped: schema registry did not answer")
                    .hasMessageContaining("in 2 attempts at [http://127.0.0.1:" + port)
                    .hasMessageContaining("Check that it is running and reachable"));
      }
      assertThat(CommittedOffsets.of(harness, "embed", harness.topics().samples()).orElse(0))
          .isZero();
      assertThat(new DeadLetters(harness).all()).isEmpty();

      try (EmbeddedRegistry registry = registry(broker, port, log)) {
        WireSerdes serdes = Registries.serdes(withRegistry(harness, registry.url()));
        try (Pipeline pipeline = Pipeline.start(config, Role.ALL, serdes, new ToyEncoder())) {
          String topic = harness.topics().predictions();
          byte[] prediction = harness.records(topic, 1).getFirst().value();
          assertThat(serdes.prediction().deserializer().deserialize(topic, prediction))
              .satisfies(answer -> assertThat(answer.getSampleId()).isEqualTo("s1"));
          assertThat(pipeline.failure()).isEmpty();
        }
      }
    }
  }

  private static EmbeddedRegistry registry(EmbeddedBroker broker, int port, String log) {
    return EmbeddedRegistry.start(
        new RegistryOptions(broker.bootstrapServers(), port, log, Duration.ofSeconds(60)));
  }

  private static AlluviumConfig withRegistry(Harness harness, String url) {
    return harness.config(
        Map.of(
            "schema.registry.url", url,
            "max.retries", "1",
            "retries.wait.ms", "10"));
  }
}
