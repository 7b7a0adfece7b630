package io.alluvium.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.broker.BrokerOptions;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.serde.CompatibilityLevel;
import io.alluvium.schemas.serde.RegistryClient;
import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.schemas.serde.RegistryUnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EmbeddedRegistryTest {

  private static EmbeddedBroker broker;
  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start(EmbeddedBroker shared) {
    broker = shared;
    registry = EmbeddedRegistry.start(options("contract"));
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Nested
  class Contract extends RegistryContractTest {
    @Override
    String url() {
      return registry.url();
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnly() {
    assertThat(URI.create(registry.url()).getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void keepsIdsAndLevelsOverARestart() {
    RegistryOptions options = options("restarted");
    List<Integer> ids;
    try (EmbeddedRegistry first = EmbeddedRegistry.start(options)) {
      RegistryClient client = client(first);
      ids = IntStream.range(0, 5).mapToObj(i -> client.register("s" + i, schema(i))).toList();
      client.setCompatibility("s0", CompatibilityLevel.FULL_TRANSITIVE);
      client.setCompatibility(CompatibilityLevel.FORWARD);
    }

    try (EmbeddedRegistry second = EmbeddedRegistry.start(options)) {
      RegistryClient client = client(second);
      assertThat(ids).containsExactly(1, 2, 3, 4, 5);
      assertThat(IntStream.range(0, 5).mapToObj(i -> client.idOf("s" + i, schema(i))).toList())
          .isEqualTo(ids);
      assertThat(client.compatibility("s0")).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
      assertThat(client.compatibility()).isEqualTo(CompatibilityLevel.FORWARD);
      assertThat(client.register("s9", schema(9))).isEqualTo(6);
    }
  }

  @Test
  void laterRegistryTakesOverTheLog() {
    RegistryOptions options = options("taken-over");
    try (EmbeddedRegistry earlier = EmbeddedRegistry.start(options)) {
      client(earlier).register("s", schema(1));
      try (EmbeddedRegistry later = EmbeddedRegistry.start(options)) {
        assertThat(client(later).register("s2", schema(2))).isEqualTo(2);

        for (int i = 0; i < 2; i++) {
          assertThatThrownBy(() -> client(earlier).register("s3", schema(3)))
              .isInstanceOf(RegistryUnavailableException.class);
        }
        assertThat(client(earlier).idOf("s", schema(1))).isEqualTo(1);
        assertThat(client(later).register("s3", schema(3))).isEqualTo(3);
      }
    }
  }

  @Test
  void writesAgainWhenTheBrokersAreBack(@TempDir Path folder) throws Exception {
    BrokerOptions kept = BrokerOptions.keptIn(folder.resolve("broker"));
    EmbeddedBroker first = EmbeddedBroker.start(kept);
    int port = Integer.parseInt(first.bootstrapServers().split(":", 2)[1]);
    RegistryOptions options =
        new RegistryOptions(first.bootstrapServers(), 0, "schemas", Duration.ofSeconds(3));
    try (EmbeddedRegistry survivor = EmbeddedRegistry.start(options)) {
      client(survivor).register("s", schema(1));
      first.close();
      assertThatThrownBy(() -> client(survivor).register("lost", schema(2)))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThat(client(survivor).idOf("s", schema(1))).isEqualTo(1);

      try (EmbeddedBroker second = EmbeddedBroker.start(kept.withPort(port))) {
        assertThat(second.bootstrapServers()).isEqualTo(options.bootstrapServers());
        assertThat(patientClient(survivor).register("s3", schema(3))).isEqualTo(2);
        assertThat(client(survivor).subjects()).containsExactly("s", "s3");
      }
    }
  }

  @Test
  void refusesALogThatIsNotARegistrys() throws Exception {
    RegistryOptions options = options("foreign");
    try (Admin admin = admin()) {
      LogTopic.ensure(admin, "foreign");
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("foreign", "{}", "{}")).get();
    }

    assertThatThrownBy(() -> EmbeddedRegistry.start(options))
        .isInstanceOf(RegistryStartException.class)
        .hasMessageContainingAll("foreign", "offset 0", "key type");
  }

  @Test
  void refusesATopicThatWouldLoseTheLog() throws Exception {
    try (Admin admin = admin()) {
      NewTopic deleted = new NewTopic("deleted", 1, (short) 1);
      admin.createTopics(List.of(deleted, new NewTopic("wide", 2, (short) 1))).all().get();
    }

    assertThatThrownBy(() -> EmbeddedRegistry.start(options("deleted")))
        .isInstanceOf(RegistryStartException.class)
        .hasMessageContaining("cleanup.policy delete");
    assertThatThrownBy(() -> EmbeddedRegistry.start(options("wide")))
        .isInstanceOf(RegistryStartException.class)
        .hasMessageContaining("2 partitions");
  }

  @Test
  void saysThatThePortIsTaken() {
    int taken = URI.create(registry.url()).getPort();

    assertThatThrownBy(() ->
            EmbeddedRegistry.start(
                new RegistryOptions(
                    broker.bootstrapServers(), taken, "port-taken", Duration.ofSeconds(30))))
        .isInstanceOf(RegistryStartException.class)
        .hasMessageContaining("port " + taken);
  }

  @Test
  void saysThatTheBrokersDoNotAnswer() {
    RegistryOptions options =
        new RegistryOptions("127.0.0.1:1", 0, "_schemas", Duration.ofSeconds(1));

    assertThatThrownBy(() -> EmbeddedRegistry.start(options))
        .isInstanceOf(RegistryStartException.class)
        .hasMessageContainingAll("_schemas", "127.0.0.1:1");
  }

  private static RegistryOptions options(String topic) {
    return new RegistryOptions(broker.bootstrapServers(), 0, topic, Duration.ofSeconds(30));
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static RegistryClient client(EmbeddedRegistry registry) {
    return client(registry, "0");
  }

  private static RegistryClient patientClient(EmbeddedRegistry registry) {
    return client(registry, "20");
  }

  private static RegistryClient client(EmbeddedRegistry registry, String retries) {
    return new RegistryClient(
        new RegistryConfig(
            Map.of(RegistryConfig.URL, registry.url(), RegistryConfig.MAX_RETRIES, retries)));
  }

  private static Schema schema(int i) {
    return SchemaBuilder.record("R" + i).fields().endRecord();
  }
}
