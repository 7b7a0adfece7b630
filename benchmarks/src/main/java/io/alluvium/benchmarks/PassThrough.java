package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The least that Kafka Streams can do with a topic under exactly-once: copy its bytes to another.
 * Settings are those of LEARN, and it commits as often as a busy LEARN does.
 */
final class PassThrough implements AutoCloseable {
  private static final int COMMIT_INTERVAL_MILLIS = 1000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

  private final KafkaStreams streams;

  private PassThrough(KafkaStreams streams) {
    this.streams = streams;
  }

  static PassThrough start(AlluviumConfig config, String from, String to) {
    Topology topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                "from",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                from)
            .addSink("to", to, new ByteArraySerializer(), new ByteArraySerializer(), "from");
    Map<String, Object> settings = StreamsSettings.learn(config);
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        settings.get(StreamsConfig.APPLICATION_ID_CONFIG) + "-pass-through");
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.start();
    return new PassThrough(streams);
  }

  void checkAlive() {
    if (streams.state().hasCompletedShutdown() || streams.state() == KafkaStreams.State.ERROR) {
      throw new IllegalStateException("the pass-through ended by itself: see the log");
    }
  }

  @Override
  public void close() {
    streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }
}
