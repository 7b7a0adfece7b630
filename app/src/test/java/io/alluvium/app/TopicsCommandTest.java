package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands that talk to a broker before anything runs. */
@ExtendWith(SharedBroker.class)
final class TopicsCommandTest {
  private final String namespace = "cli-" + UUID.randomUUID();

  @Test
  void createsWhatIsMissingAndLeavesTheRest(EmbeddedBroker broker) throws Exception {
    CommandRun first = run(broker, List.of("topics", "--create"));
    assertThat(first.code()).isZero();
    assertThat(first.err())
        .isEqualToIgnoringNewLines(
            "Created %1$s.samples, %1$s.labels, %1$s.commands, %1$s.ledger, %1$s.predictions, %1$s.events, %1$s.label-requests, %1$s.model, %1$s.looks, %1$s.backfill, %1$s.dead-letters."
                .formatted(namespace));
    assertThat(setting(broker, namespace + ".ledger", "message.timestamp.type"))
        .isEqualTo("LogAppendTime");
    assertThat(setting(broker, namespace + ".ledger", "retention.ms")).isEqualTo("-1");

    CommandRun second = run(broker, List.of("topics", "--create"));
    assertThat(second.code()).isZero();
    assertThat(second.err()).isEqualToIgnoringNewLines("All topics exist.");
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void runSaysWhichTopicIsMissing(EmbeddedBroker broker) {
    CommandRun run = run(broker, List.of("run"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "alluvium: topic '" + namespace + ".samples' does not exist",
            "make it with './alluvium topics --create'");
  }

  @Test
  void theLearnerRefusesMoreThanOnePartitionOfTheLedger(EmbeddedBroker broker) {
    List<String> two = List.of("-P", "alluvium.partitions=2");
    assertThat(run(broker, List.of("topics", "--create"), two).code()).isZero();

    CommandRun learn = run(broker, List.of("run", "--role", "learn"), two);

    assertThat(learn.code()).isEqualTo(1);
    assertThat(learn.err())
        .contains("topic '" + namespace + ".ledger' has 2 partitions, the learner works on 1")
        .contains("make the topics with alluvium.partitions=1");
  }

  @Test
  void runSaysThatNoRegistryIsConfigured(EmbeddedBroker broker) {
    assertThat(run(broker, List.of("topics", "--create")).code()).isZero();

    CommandRun run = run(broker, List.of("run"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("alluvium: no schema.registry.url in the configuration");
  }

  @Test
  void runSaysWhichEncodersThereAre(EmbeddedBroker broker) {
    assertThat(run(broker, List.of("topics", "--create")).code()).isZero();

    CommandRun run =
        run(
            broker,
            List.of("run", "--role", "embed"),
            List.of("-P", "alluvium.encoder=word2vec"),
            List.of("-P", "schema.registry.url=http://127.0.0.1:1"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("alluvium: encoder is 'word2vec', expected minilm,")
        .doesNotContain("Exception");
  }

  @SafeVarargs
  private final CommandRun run(EmbeddedBroker broker, List<String>... arguments) {
    List<String> all = new ArrayList<>();
    for (List<String> some : arguments) {
      all.addAll(some);
    }
    all.addAll(List.of("-P", "bootstrap.servers=" + broker.bootstrapServers()));
    all.addAll(List.of("-P", "alluvium.namespace=" + namespace));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static String setting(EmbeddedBroker broker, String topic, String key)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return Objects.requireNonNull(
              admin.describeConfigs(List.of(resource)).all().get().get(resource))
          .get(key)
          .value();
    }
  }
}
