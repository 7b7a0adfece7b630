package io.alluvium.app.registry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the log: one partition, compacted, so that it keeps the last record of each key. */
final class LogTopic {

  private LogTopic() {}

  /** Creates the topic if it is missing, and refuses one that would not keep the log. */
  static void ensure(Admin admin, String topic) throws ExecutionException, InterruptedException {
    try {
      NewTopic wanted =
          new NewTopic(topic, 1, (short) 1)
              .configs(
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      check(admin, topic);
    }
  }

  private static void check(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    for (var found : admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
      int partitions = found.partitions().size();
      if (partitions != 1) {
        throw new RegistryStartException(
            "topic " + topic + " has " + partitions + " partitions, expected 1: use another topic");
      }
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    for (Config config : admin.describeConfigs(List.of(resource)).all().get().values()) {
      String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
      if (!TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy)) {
        throw new RegistryStartException(
            "topic " + topic + " has cleanup.policy " + policy + ", expected compact: set it");
      }
    }
  }
}
