package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.topology.AlluviumConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamsSettingsTest {
  @Test
  void demandsWhatTheInvariantsNeed() {
    AlluviumConfig config = config(Map.of());
    for (Map<String, Object> settings :
        List.of(StreamsSettings.embed(config), StreamsSettings.learn(config))) {
      StreamsConfig streams = new StreamsConfig(settings);
      assertThat(streams.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
      assertThat(streams.getLong("statestore.cache.max.bytes")).isZero();
      assertThat(streams.getBoolean("ensure.explicit.internal.resource.naming")).isTrue();
    }
  }

  @Test
  void leavesCommitsToThoseWhoAskForThem() {
    AlluviumConfig config = config(Map.of());
    assertThat(StreamsSettings.learn(config)).containsEntry("commit.interval.ms", 5000);
    assertThat(StreamsSettings.embed(config)).containsEntry("commit.interval.ms", 5000);
    AlluviumConfig users = config(Map.of("commit.interval.ms", "30"));
    assertThat(StreamsSettings.embed(users)).containsEntry("commit.interval.ms", "30");
    assertThat(StreamsSettings.learn(users)).containsEntry("commit.interval.ms", "30");
  }

  @ParameterizedTest
  @CsvSource({
    "processing.guarantee, at_least_once, exactly_once_v2",
    "statestore.cache.max.bytes, 1024, 0",
    "ensure.explicit.internal.resource.naming, false, true"
  })
  void refusesWhatContradictsADemand(String key, String value, String demanded) {
    assertThatThrownBy(() -> StreamsSettings.learn(config(Map.of(key, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Invalid value " + value + " for configuration " + key)
        .hasMessageContaining("exact only with " + demanded);
  }

  @ParameterizedTest
  @CsvSource({
    "processing.guarantee, exactly_once_v2",
    "statestore.cache.max.bytes, 0",
    "ensure.explicit.internal.resource.naming, true"
  })
  void letsTheUserRepeatADemand(String key, String value) {
    assertThat(StreamsSettings.embed(config(Map.of(key, value))).get(key)).hasToString(value);
  }

  @Test
  void passesTheUsersKafkaSettingsThrough() {
    Map<String, String> users =
        Map.of(
            "commit.interval.ms", "30000",
            "num.stream.threads", "4",
            "producer.compression.type", "zstd",
            "producer.linger.ms", "50",
            "consumer.client.rack", "r1",
            "state.dir", "/somewhere",
            "ssl.truststore.password", "secret",
            "a.key.of.a.plugin", "kept");

    Map<String, Object> settings = StreamsSettings.learn(config(users));

    assertThat(settings).containsAllEntriesOf(users);
    assertThat(settings.keySet()).noneMatch(key -> key.startsWith("alluvium."));
  }

  @Test
  void namesTheApplicationsAfterTheNamespace() {
    AlluviumConfig mine = config(Map.of("alluvium.namespace", "mine"));
    assertThat(StreamsSettings.embed(mine)).containsEntry("application.id", "mine-embed");
    assertThat(StreamsSettings.learn(mine)).containsEntry("application.id", "mine-learn");
  }

  @Test
  void refusesAnApplicationIdOfTheUser() {
    assertThatThrownBy(() -> StreamsSettings.embed(config(Map.of("application.id", "mine"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("application.id")
        .hasMessageContaining("is made from alluvium.namespace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deserialization.exception.handler",
        "default.deserialization.exception.handler",
        "processing.exception.handler",
        "production.exception.handler",
        "default.production.exception.handler"
      })
  void refusesHandlersThatCouldSkipRecords(String key) {
    assertThatThrownBy(() -> StreamsSettings.embed(config(Map.of(key, "some.Handler"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Invalid value some.Handler for configuration " + key)
        .hasMessageContaining("a record that a handler skips would be lost");
  }

  private static AlluviumConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bootstrap.servers", "nowhere:9092");
    return new AlluviumConfig(all);
  }
}
