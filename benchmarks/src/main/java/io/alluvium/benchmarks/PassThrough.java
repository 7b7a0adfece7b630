package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The least that Kafka Streams can do with a topic under exactly-once: copy its bytes to another,
 * or keep them in a store as well. Settings are those of LEARN, and it commits as often as a busy
 * LEARN does.
 */
final class PassThrough implements AutoCloseable {
  private static final int COMMIT_INTERVAL_MILLIS = 1000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

  private static final String STORE = "kept";

  private final KafkaStreams streams;

  /** What becomes of a record besides being copied. */
  enum Keeping {
    /** Nothing. */
    NONE,
    /**
     * It is put into a RocksDB store with a changelog, under the next number: the fewest bytes and
     * the cheapest order in which something can be kept of each record.
     */
    STORED
  }

  private PassThrough(KafkaStreams streams) {
    this.streams = streams;
  }

  static PassThrough start(AlluviumConfig config, String from, String to, Keeping keeping) {
    Topology topology = topology(from, to, keeping);
    Map<String, Object> settings = StreamsSettings.learn(config);
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        settings.get(StreamsConfig.APPLICATION_ID_CONFIG)
            + "-pass-through-"
            + keeping.name().toLowerCase(Locale.ROOT));
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.start();
    return new PassThrough(streams);
  }

  private static Topology topology(String from, String to, Keeping keeping) {
    Topology topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                "from",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                from);
    if (keeping == Keeping.STORED) {
      topology
          .addProcessor("keep", Keeper::new, "from")
          .addStateStore(
              Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(STORE), Serdes.Long(), Serdes.ByteArray()),
              "keep");
    }
    String last = keeping == Keeping.STORED ? "keep" : "from";
    return topology.addSink("to", to, new ByteArraySerializer(), new ByteArraySerializer(), last);
  }

  /** Keeps each record and hands it on. */
  private static final class Keeper extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private @Nullable KeyValueStore<Long, byte[]> store;
    private long next;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> entry) {
      Objects.requireNonNull(store).put(next++, entry.value());
      context().forward(entry);
    }
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
