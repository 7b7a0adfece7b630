package io.alluvium.app.pipeline;

import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics, and checks before a start that those that are there can do the work. */
public final class TopicAdmin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
  private static final long TIMEOUT_SECONDS = 60;
  static final String LOG_APPEND_TIME = "LogAppendTime";

  private final AlluviumConfig config;
  private final Admin admin;

  /** Connects with the user's Kafka settings. */
  public TopicAdmin(AlluviumConfig config) {
    this.config = config;
    this.admin = Admin.create(config.kafka());
  }

  /**
   * Makes the topics that are missing.
   *
   * @return names of those that were made
   * @throws PipelineException if the broker refuses or does not answer
   */
  public List<String> create() {
    List<String> created = new ArrayList<>();
    for (Topics.Spec spec : specs()) {
      if (create(spec)) {
        created.add(spec.name());
      }
    }
    return created;
  }

  private boolean create(Topics.Spec spec) {
    NewTopic topic =
        new NewTopic(spec.name(), Optional.of(spec.partitions()), replicationFactor())
            .configs(spec.settings());
    try {
      await(admin.createTopics(List.of(topic)).all(), "create topic '" + spec.name() + "'");
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  private Optional<Short> replicationFactor() {
    short factor = config.getShort(AlluviumConfig.REPLICATION_FACTOR);
    return factor == -1 ? Optional.empty() : Optional.of(factor);
  }

  /** Returns how each topic is made. */
  public List<Topics.Spec> specs() {
    return config.topics().specs(config.getInt(AlluviumConfig.PARTITIONS));
  }

  /**
   * Checks that the topics of a role are there and fit.
   *
   * @throws PipelineException naming topic, value and what to do
   */
  public void check(Role role) {
    Topics topics = config.topics();
    Map<String, Integer> partitions = partitions();
    for (Topics.Spec spec : specs()) {
      if (!partitions.containsKey(spec.name())) {
        throw new PipelineException(
            "topic '"
                + spec.name()
                + "' does not exist: make it with './alluvium topics --create'");
      }
    }
    checkEqual(partitions, topics.samples(), topics.labels());
    checkEqual(partitions, topics.samples(), topics.ledger());
    int ledger = partitions.getOrDefault(topics.ledger(), 0);
    if (role.learns() && ledger != 1) {
      throw new PipelineException(
          "topic '"
              + topics.ledger()
              + "' has "
              + ledger
              + " partitions, the learner works on 1 until partitions exchange their sums: make the topics with "
              + AlluviumConfig.PARTITIONS
              + "=1");
    }
    checkAppendTime(topics.ledger());
  }

  private static void checkEqual(Map<String, Integer> partitions, String one, String other) {
    if (!partitions.getOrDefault(one, 0).equals(partitions.getOrDefault(other, 0))) {
      throw new PipelineException(
          "topic '"
              + one
              + "' has "
              + partitions.get(one)
              + " partitions and '"
              + other
              + "' has "
              + partitions.get(other)
              + ": a label meets its sample only if both have the same number");
    }
  }

  private Map<String, Integer> partitions() {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin.describeTopics(specs().stream().map(Topics.Spec::name).toList()).topicNameValues();
    descriptions.forEach((name, description) -> {
      try {
        partitions.put(
            name, await(description, "describe topic '" + name + "'").partitions().size());
      } catch (UnknownTopicOrPartitionException e) {
        LOG.debug("topic {} does not exist", name);
      }
    });
    return partitions;
  }

  private void checkAppendTime(String topic) {
    try {
      ConfigEntry type = setting(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
      if (type != null && !LOG_APPEND_TIME.equals(type.value())) {
        throw new PipelineException(
            "topic '"
                + topic
                + "' has "
                + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG
                + "="
                + type.value()
                + ", expected "
                + LOG_APPEND_TIME
                + ": otherwise one record dated far ahead would stop the learner for good");
      }
    } catch (AuthorizationException e) {
      LOG.warn(
          "may not read the settings of topic {}: make sure it has {}={}",
          topic,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          LOG_APPEND_TIME);
    }
  }

  /** Returns the setting of a topic; null if the broker does not say. */
  @Nullable ConfigEntry setting(String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config settings =
        await(
                admin.describeConfigs(List.of(resource)).all(),
                "read the settings of topic '" + topic + "'")
            .get(resource);
    return settings == null ? null : settings.get(name);
  }

  /** Waits for an answer, with a bound; what is tried is told where it fails. */
  <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof AuthorizationException) {
        throw (RuntimeException) e.getCause();
      }
      throw new PipelineException("could not " + what + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new PipelineException(
          "could not "
              + what
              + " within "
              + TIMEOUT_SECONDS
              + " s: is bootstrap.servers ("
              + config.kafka().get("bootstrap.servers")
              + ") right and reachable?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException("interrupted while trying to " + what, e);
    }
  }

  /** Returns the client. */
  Admin client() {
    return admin;
  }

  @Override
  public void close() {
    admin.close();
  }
}
