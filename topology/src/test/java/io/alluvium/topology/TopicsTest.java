package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.topology.Topics.Spec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final String WEEK = "604800000";
  private static final String MONTH = "2592000000";

  @Test
  void everyTopicIsMadeAsDocumented() {
    assertThat(Topics.in("ns").specs(3))
        .containsExactly(
            spec("ns.samples", 3, WEEK),
            spec("ns.labels", 3, "-1"),
            spec("ns.commands", 1, "-1"),
            spec("ns.ledger", 3, "-1"),
            spec("ns.predictions", 3, WEEK),
            spec("ns.events", 1, "-1"),
            spec("ns.label-requests", 3, MONTH),
            new Spec(
                "ns.model",
                1,
                Map.of(
                    "cleanup.policy", "compact",
                    "max.compaction.lag.ms", "86400000",
                    "message.timestamp.type", "LogAppendTime",
                    "max.message.bytes", "2097152")),
            spec("ns.looks", 3, "604800000"),
            spec("ns.backfill", 3, "86400000"),
            spec("ns.dead-letters", 1, MONTH));
  }

  private static Spec spec(String name, int partitions, String retentionMillis) {
    return new Spec(
        name,
        partitions,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", retentionMillis,
            "message.timestamp.type", "LogAppendTime",
            "max.message.bytes", "2097152"));
  }
}
