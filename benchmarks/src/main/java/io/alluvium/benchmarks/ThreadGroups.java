package io.alluvium.benchmarks;

import java.util.List;
import java.util.Map;

/** Names what a thread belongs to, by a part of its name. */
final class ThreadGroups {
  static final String STREAM = "stream thread";

  private static final List<Map.Entry<String, String>> PARTS =
      List.of(
          Map.entry("kafka-producer-network-thread", "producer"),
          Map.entry("heartbeat", "consumer"),
          Map.entry("StreamThread", STREAM),
          Map.entry("StateUpdater", "state updater"),
          Map.entry("alluvium-solver", "solves"),
          Map.entry("data-plane", "broker"),
          Map.entry("raft", "broker"),
          Map.entry("quorum", "broker"),
          Map.entry("coordinator", "broker"),
          Map.entry("TxnMarker", "broker"),
          Map.entry("kafka-", "broker"),
          Map.entry("main", "bench"));

  private ThreadGroups() {}

  static String of(String thread) {
    return PARTS.stream()
        .filter(part -> thread.contains(part.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Area.OTHER);
  }
}
