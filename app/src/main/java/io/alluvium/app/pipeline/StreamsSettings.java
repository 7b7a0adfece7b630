package io.alluvium.app.pipeline;

import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of the two Kafka Streams applications.
 *
 * <p>Precedence, lowest first: defaults of Kafka, defaults of this class, the user's Kafka settings
 * under Kafka's own names and prefixes, and what the invariants demand (a user who sets one of
 * those to another value is told so).
 */
public final class StreamsSettings {
  /** Both ask for commits themselves; this is for when they cannot. */
  private static final int COMMIT_INTERVAL_MILLIS = 5000;

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          StreamsConfig.STATE_DIR_CONFIG,
          "var/state",
          StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
          COMMIT_INTERVAL_MILLIS,
          StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
          60_000,
          StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
          Topics.MAX_RECORD_BYTES,
          StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
          "lz4",
          StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
          256 * 1024,
          StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
          5);

  private static final Map<String, Object> DEMANDED =
      Map.of(
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.EXACTLY_ONCE_V2,
          StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
          0L,
          StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
          true);

  private static final Set<String> FORBIDDEN =
      Set.of(
          StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
          StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
          "default.deserialization.exception.handler",
          "default.production.exception.handler");

  private StreamsSettings() {}

  /** Returns the settings of EMBED. */
  public static Map<String, Object> embed(AlluviumConfig config) {
    return settings(config, config.getString(AlluviumConfig.NAMESPACE) + "-embed");
  }

  /** Returns the settings of LEARN. */
  public static Map<String, Object> learn(AlluviumConfig config) {
    return settings(config, config.getString(AlluviumConfig.NAMESPACE) + "-learn");
  }

  private static Map<String, Object> settings(AlluviumConfig config, String applicationId) {
    Map<String, Object> users = config.kafka();
    if (users.containsKey(StreamsConfig.APPLICATION_ID_CONFIG)) {
      throw new ConfigException(
          StreamsConfig.APPLICATION_ID_CONFIG,
          users.get(StreamsConfig.APPLICATION_ID_CONFIG),
          "is made from "
              + AlluviumConfig.NAMESPACE
              + ", one for EMBED and one for LEARN: set that instead");
    }
    Map<String, Object> settings = new TreeMap<>(DEFAULTS);
    settings.putAll(users);
    FORBIDDEN.forEach(key -> forbid(users, key));
    DEMANDED.forEach((key, value) -> demand(users, key, value));
    settings.putAll(DEMANDED);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    return settings;
  }

  private static void forbid(Map<String, Object> users, String key) {
    if (users.containsKey(key)) {
      throw new ConfigException(
          key,
          users.get(key),
          "a record that a handler skips would be lost; leave it out: bad input becomes dead letters");
    }
  }

  private static void demand(Map<String, Object> users, String key, Object value) {
    Object set = users.get(key);
    if (set != null && !List.of(value.toString()).contains(set.toString())) {
      throw new ConfigException(key, set, "Alluvium's results are exact only with " + value);
    }
  }
}
