package io.alluvium.app.pipeline;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that records of another are to be copied into, with their offsets and times.
 *
 * @param name its name
 * @param admin makes the calls
 */
public record EmptyTopic(String name, TopicAdmin admin) {
  private static final String FOR_EVER = "-1";

  /**
   * Checks that it has one partition, has never held a record, and keeps what it gets.
   *
   * @throws PipelineException if not
   */
  public void check() {
    int count =
        admin
            .await(
                admin.client().describeTopics(List.of(name)).allTopicNames(),
                "describe topic '" + name + "'")
            .values()
            .stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    if (count != 1) {
      throw new PipelineException("topic '" + name + "' has " + count + " partitions, expected 1");
    }
    if (end() != 0) {
      throw new PipelineException(
          "topic '"
              + name
              + "' ends at offset "
              + end()
              + ", expected one that was never written to: predictions name the offsets of their entries");
    }
    checkRetention();
  }

  /** Returns the offset behind its last record, committed or not. */
  public long end() {
    TopicPartition partition = new TopicPartition(name, 0);
    return admin
        .await(
            admin
                .client()
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition),
            "read the end of topic '" + name + "'")
        .offset();
  }

  private void checkRetention() {
    ConfigEntry retention = admin.setting(name, TopicConfig.RETENTION_MS_CONFIG);
    if (retention != null && !FOR_EVER.equals(retention.value())) {
      throw new PipelineException(
          "topic '"
              + name
              + "' has "
              + TopicConfig.RETENTION_MS_CONFIG
              + "="
              + retention.value()
              + ", expected "
              + FOR_EVER
              + ": it would delete records that are as old as those of a recorded ledger");
    }
  }

  /** Lets it keep the times that producers give, or from now on those at which it gets a record. */
  public void keepProducersTime(boolean keep) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                keep ? "CreateTime" : TopicAdmin.LOG_APPEND_TIME),
            AlterConfigOp.OpType.SET);
    admin.await(
        admin.client().incrementalAlterConfigs(Map.of(resource, List.of(change))).all(),
        "change " + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + " of topic '" + name + "'");
  }
}
