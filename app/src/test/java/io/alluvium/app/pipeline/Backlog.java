package io.alluvium.app.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What was sent and EMBED has not yet committed as read. */
final class Backlog {
  private final Harness harness;

  Backlog(Harness harness) {
    this.harness = harness;
  }

  /** Waits until EMBED has committed all that was sent as read. */
  void awaitRead() {
    harness.settle();
    String bootstrap = String.valueOf(harness.config().kafka().get("bootstrap.servers"));
    String group = String.valueOf(StreamsSettings.embed(harness.config()).get("application.id"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Harness.patiently().until(() -> ends(admin).equals(committed(admin, group)));
    }
  }

  private Map<TopicPartition, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(inputs().stream().collect(Collectors.toMap(i -> i, i -> OffsetSpec.latest())))
        .all()
        .get()
        .forEach((input, end) -> ends.put(input, end.offset()));
    return ends;
  }

  private Map<TopicPartition, Long> committed(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (TopicPartition input : inputs()) {
      OffsetAndMetadata offset = offsets.get(input);
      committed.put(input, offset == null ? 0 : offset.offset());
    }
    return committed;
  }

  private Set<TopicPartition> inputs() {
    return Set.of(
        new TopicPartition(harness.topics().samples(), 0),
        new TopicPartition(harness.topics().labels(), 0));
  }
}
