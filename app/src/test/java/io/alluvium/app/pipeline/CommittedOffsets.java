package io.alluvium.app.pipeline;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the consumer groups of a namespace have committed. */
final class CommittedOffsets {
  private CommittedOffsets() {}

  /** Returns the offset in partition 0 of a topic, if one was committed. */
  static OptionalLong of(Harness harness, String application, String topic) {
    String group = harness.config().getString("alluvium.namespace") + "-" + application;
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", String.valueOf(harness.config().kafka().get("bootstrap.servers")));
    try (Admin admin = Admin.create(settings)) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic, 0));
      return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
