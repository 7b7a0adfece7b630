package io.alluvium.topology;

import io.alluvium.learning.Learner;
import io.alluvium.stores.ErasableStore;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.learn.ClassifyStage;
import io.alluvium.topology.internal.learn.DecodeStage;
import io.alluvium.topology.internal.learn.JoinStage;
import io.alluvium.topology.internal.learn.LearnStage;
import io.alluvium.topology.internal.learn.OutputFormat;
import io.alluvium.topology.internal.learn.PublishStage;
import io.alluvium.topology.internal.learn.ServingStore;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** LEARN: the ledger becomes predictions, events and knowledge. */
public final class LearnTopology {
  /** What was forgotten leaves the changelogs within a day and the next round of the cleaner. */
  private static final String MAX_COMPACTION_LAG_MILLIS = "86400000";

  private LearnTopology() {}

  /** Returns the topology; solves run where the background says. */
  public static Topology build(
      AlluviumConfig config, WireSerdes serdes, Learner.Background background) {
    Topics topics = config.topics();
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    return new Topology()
        .addSource(AutoOffsetReset.earliest(), Names.LEDGER_SOURCE, bytes, bytes, topics.ledger())
        .addProcessor(
            Names.DECODE,
            () -> new DecodeStage(serdes.ledgerEntry().deserializer()),
            Names.LEDGER_SOURCE)
        .addProcessor(Names.JOIN, () -> new JoinStage(config), Names.DECODE)
        .addProcessor(Names.CLASSIFY, () -> new ClassifyStage(config), Names.JOIN)
        .addProcessor(Names.LEARN, () -> new LearnStage(config, background), Names.CLASSIFY)
        .addProcessor(
            Names.PUBLISH, () -> new PublishStage(new OutputFormat(topics, serdes)), Names.LEARN)
        .addStateStore(durable(Names.BANK), Names.JOIN, Names.LEARN)
        .addStateStore(durable(Names.PROGRESS), Names.JOIN, Names.LEARN)
        .addStateStore(durable(Names.IMPORTS), Names.JOIN, Names.LEARN)
        .addStateStore(durable(Names.CLASSES), Names.LEARN)
        .addStateStore(durable(Names.MOMENTS), Names.LEARN)
        .addStateStore(durable(Names.WAL), Names.LEARN)
        .addStateStore(ServingStore.builder(Names.SERVING), Names.CLASSIFY, Names.LEARN)
        .addStateStore(CommitHook.store(Names.LEARN_COMMIT_HOOK), Names.LEARN)
        .addSink(
            Names.PREDICTIONS_SINK,
            topics.predictions(),
            new ByteArraySerializer(),
            serdes.prediction().serializer(),
            Names.PUBLISH)
        .addSink(
            Names.EVENTS_SINK,
            topics.events(),
            new ByteArraySerializer(),
            serdes.event().serializer(),
            Names.PUBLISH)
        .addSink(
            Names.MODEL_SINK,
            topics.model(),
            new ByteArraySerializer(),
            serdes.model().serializer(),
            Names.PUBLISH)
        .addSink(
            Names.DEAD_LETTER_SINK,
            topics.deadLetters(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            Names.DECODE,
            Names.PUBLISH);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> durable(String name) {
    return Stores.keyValueStoreBuilder(
            ErasableStore.supplier(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Topics.MAX_RECORD_BYTES),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                MAX_COMPACTION_LAG_MILLIS));
  }
}
