package io.alluvium.app.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of the log's Kafka clients. */
final class LogClients {

  private static final long MAX_REQUEST_MILLIS = 10_000;

  private LogClients() {}

  static Map<String, Object> admin(RegistryOptions options) {
    return common(options);
  }

  static Map<String, Object> producer(RegistryOptions options) {
    Map<String, Object> settings = common(options);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "alluvium-registry-" + options.topic());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, options.timeout().toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(options.timeout()));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return settings;
  }

  static Map<String, Object> consumer(RegistryOptions options) {
    Map<String, Object> settings = common(options);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  private static Map<String, Object> common(RegistryOptions options) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "alluvium-registry");
    settings.put(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.min(MAX_REQUEST_MILLIS, options.timeout().toMillis()));
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(options.timeout()));
    return settings;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
