package io.alluvium.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the work that a stack of a stream thread of LEARN is doing. */
final class Area {
  static final String OTHER = "other";

  private static final String COMMIT = "commit";
  private static final String STREAMS = "Streams: around";
  private static final String STREAMS_PACKAGE = "org.apache.kafka.streams.";

  /**
   * Beginnings of {@code class.method}, and the work they stand for. The innermost frame that has
   * an entry decides, so what is shared by several kinds of work (producer, Avro, kernels) has
   * none.
   */
  private static final List<Map.Entry<String, String>> FRAMES =
      List.of(
          Map.entry("org.rocksdb.", "RocksDB"),
          Map.entry("org.apache.kafka.streams.state.internals.RocksDB", "RocksDB"),
          Map.entry(
              "org.apache.kafka.streams.state.internals.ChangeLogging", "produce to changelogs"),
          Map.entry(
              "org.apache.kafka.streams.processor.internals.ProcessorContextImpl.logChange",
              "produce to changelogs"),
          Map.entry("io.alluvium.schemas.serde.AvroSerializer", "serialise outputs"),
          Map.entry("org.apache.kafka.streams.processor.internals.SinkNode", "produce to outputs"),
          Map.entry("io.alluvium.schemas.serde.AvroDeserializer", "deserialise the ledger"),
          Map.entry("io.alluvium.topology.internal.wire.LedgerFormat", "deserialise the ledger"),
          Map.entry("io.alluvium.stores.HashChain", "hash chain over predictions"),
          Map.entry(
              "io.alluvium.topology.internal.learn.Answer.appendTo", "hash chain over predictions"),
          Map.entry("io.alluvium.stores.", "encode and decode state"),
          Map.entry("io.alluvium.learning.Learner.takeEffect", "wait for solves"),
          Map.entry("io.alluvium.learning.Learner.decide", "classify"),
          Map.entry("io.alluvium.learning.Learner.", "learn"),
          Map.entry("io.alluvium.topology.internal.learn.OutputFormat", "serialise outputs"),
          Map.entry("io.alluvium.topology.internal.learn.Memory", "join"),
          Map.entry("io.alluvium.topology.internal.sources.", "watch sources"),
          Map.entry("io.alluvium.topology.internal.asking.", "choose questions"),
          Map.entry("io.alluvium.topology.internal.", "stages between"),
          Map.entry("org.apache.kafka.streams.state.internals.Metered", "Streams: stores"),
          Map.entry("org.apache.kafka.streams.processor.internals.TaskExecutor.commit", COMMIT),
          Map.entry("org.apache.kafka.streams.processor.internals.TaskManager.commit", COMMIT),
          Map.entry("org.apache.kafka.streams.processor.internals.StreamThread.pollPhase", "fetch"),
          Map.entry(
              "org.apache.kafka.streams.processor.internals.StreamThread.pollRequests", "fetch"),
          Map.entry(
              "org.apache.kafka.streams.processor.internals.StreamTask.prepareCommit", COMMIT));

  private Area() {}

  /** Returns the work of a stack, whose frames are {@code class.method}, innermost first. */
  static String of(List<String> stack) {
    return stack.stream()
        .flatMap(frame -> named(frame).stream())
        .findFirst()
        .orElseGet(() ->
            stack.stream().anyMatch(frame -> frame.startsWith(STREAMS_PACKAGE)) ? STREAMS : OTHER);
  }

  private static Optional<String> named(String frame) {
    return FRAMES.stream()
        .filter(entry -> frame.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
