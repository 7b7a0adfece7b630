package io.alluvium.topology;

import io.alluvium.encoders.Encoder;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.embed.ArrivalTime;
import io.alluvium.topology.internal.embed.DecodeStage;
import io.alluvium.topology.internal.embed.EmbedStage;
import io.alluvium.topology.internal.embed.LedgerRouting;
import io.alluvium.topology.internal.embed.LedgerSerializer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;

/**
 * EMBED: samples, labels, commands and copies for a backfill become one sequence of ledger entries.
 */
public final class EmbedTopology {
  private EmbedTopology() {}

  /**
   * Returns the topology of one encoder, which is shared by its tasks and belongs to the caller; a
   * release of another is given up.
   */
  public static Topology build(AlluviumConfig config, WireSerdes serdes, Encoder encoder) {
    return build(config, serdes, encoder, EncoderSource.NONE);
  }

  /**
   * Returns the topology.
   *
   * @param encoder the encoder of the configuration, shared by its tasks; belongs to the caller
   * @param source opens encoders that are released
   */
  public static Topology build(
      AlluviumConfig config, WireSerdes serdes, Encoder encoder, EncoderSource source) {
    return build(config, serdes, () -> new EmbedStage(config, encoder, source));
  }

  /** Returns the topology around another stage: for tests that take something out of it. */
  static Topology build(
      AlluviumConfig config,
      WireSerdes serdes,
      Supplier<Processor<byte[], Object, byte[], Object>> stage) {
    Topics topics = config.topics();
    Topology topology = new Topology();
    addSource(topology, Names.SAMPLES_SOURCE, topics.samples());
    addSource(topology, Names.LABELS_SOURCE, topics.labels());
    addSource(topology, Names.COMMANDS_SOURCE, topics.commands());
    addSource(topology, Names.BACKFILL_SOURCE, topics.backfill());
    return topology
        .addProcessor(
            Names.DECODE_SAMPLE,
            () -> DecodeStage.samples(serdes.sample().deserializer()),
            Names.SAMPLES_SOURCE)
        .addProcessor(
            Names.DECODE_LABEL,
            () -> DecodeStage.labels(serdes.label().deserializer()),
            Names.LABELS_SOURCE)
        .addProcessor(
            Names.DECODE_COMMAND,
            () -> DecodeStage.commands(serdes.command().deserializer()),
            Names.COMMANDS_SOURCE)
        .addProcessor(
            Names.DECODE_COPY,
            () -> DecodeStage.copies(serdes.sample().deserializer()),
            Names.BACKFILL_SOURCE)
        .addProcessor(
            Names.EMBED,
            Renewed.of(stage),
            Names.DECODE_SAMPLE,
            Names.DECODE_LABEL,
            Names.DECODE_COMMAND,
            Names.DECODE_COPY)
        .addStateStore(CommitHook.store(Names.EMBED_COMMIT_HOOK), Names.EMBED)
        .addStateStore(EmbedStage.plans(), Names.EMBED)
        .addSink(
            Names.LEDGER_SINK,
            topics.ledger(),
            new ByteArraySerializer(),
            new LedgerSerializer(serdes.ledgerEntry().serializer()),
            new LedgerRouting(),
            Names.EMBED)
        .addSink(
            Names.DEAD_LETTER_SINK,
            topics.deadLetters(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            Names.DECODE_SAMPLE,
            Names.DECODE_LABEL,
            Names.DECODE_COMMAND,
            Names.DECODE_COPY,
            Names.EMBED);
  }

  private static void addSource(Topology topology, String name, String topic) {
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    topology.addSource(AutoOffsetReset.earliest(), name, new ArrivalTime(), bytes, bytes, topic);
  }
}
