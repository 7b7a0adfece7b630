package io.alluvium.topology;

import io.alluvium.learning.Learner;
import io.alluvium.stores.ErasableStore;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.learn.LearnStage;
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

/**
 * LEARN: the ledger becomes predictions, events and knowledge. Its stages run in one processor, in
 * the order that {@link io.alluvium.topology.internal.learn.LearnFold} gives them.
 */
public final class LearnTopology {
  /** What was forgotten leaves the changelogs within a day and the next round of the cleaner. */
  private LearnTopology() {}

  /** Returns the topology; solves run where the background says. */
  public static Topology build(
      AlluviumConfig config, WireSerdes serdes, Learner.Background background) {
    Topics topics = config.topics();
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    return new Topology()
        .addSource(AutoOffsetReset.earliest(), Names.LEDGER_SOURCE, bytes, bytes, topics.ledger())
        .addProcessor(
            Names.LEARN,
            Renewed.of(() -> new LearnStage(config, serdes, background)),
            Names.LEDGER_SOURCE)
        .addStateStore(durable(Names.BANK), Names.LEARN)
        .addStateStore(durable(Names.PROGRESS), Names.LEARN)
        .addStateStore(durable(Names.IMPORTS), Names.LEARN)
        .addStateStore(durable(Names.SOURCES), Names.LEARN)
        .addStateStore(durable(Names.ASKING), Names.LEARN)
        .addStateStore(durable(Names.CLASSES), Names.LEARN)
        .addStateStore(durable(Names.MOMENTS), Names.LEARN)
        .addStateStore(durable(Names.WAL), Names.LEARN)
        .addStateStore(durable(Names.TRANSITIONS), Names.LEARN)
        .addStateStore(durable(Names.TRANSITION_WAL), Names.LEARN)
        .addStateStore(CommitHook.store(Names.LEARN_COMMIT_HOOK), Names.LEARN)
        .addSink(
            Names.PREDICTIONS_SINK,
            topics.predictions(),
            new ByteArraySerializer(),
            serdes.prediction().serializer(),
            Names.LEARN)
        .addSink(
            Names.EVENTS_SINK,
            topics.events(),
            new ByteArraySerializer(),
            serdes.event().serializer(),
            Names.LEARN)
        .addSink(
            Names.COMMANDS_SINK,
            topics.commands(),
            new ByteArraySerializer(),
            serdes.command().serializer(),
            Names.LEARN)
        .addSink(
            Names.LABEL_REQUESTS_SINK,
            topics.labelRequests(),
            new ByteArraySerializer(),
            serdes.labelRequest().serializer(),
            Names.LEARN)
        .addSink(
            Names.LOOKS_SINK,
            topics.looks(),
            new ByteArraySerializer(),
            serdes.look().serializer(),
            Names.LEARN)
        .addSink(
            Names.MODEL_SINK,
            topics.model(),
            new ByteArraySerializer(),
            serdes.model().serializer(),
            Names.LEARN)
        .addSink(
            Names.DEAD_LETTER_SINK,
            topics.deadLetters(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            Names.LEARN);
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
                Topics.MAX_COMPACTION_LAG_MILLIS));
  }
}
