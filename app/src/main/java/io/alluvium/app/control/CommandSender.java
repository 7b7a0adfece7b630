package io.alluvium.app.control;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Sends a command to the learner of a namespace and waits for the event that answers it. Not
 * thread-safe.
 */
public final class CommandSender implements AutoCloseable {
  private static final String CLIENT = "alluvium-control";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long ADMIN_SECONDS = 30;

  private final Topics topics;
  private final WireSerdes serdes;
  private final StreamsConfig settings;
  private final Consumer<byte[], byte[]> events;

  private CommandSender(
      Topics topics, WireSerdes serdes, StreamsConfig settings, Consumer<byte[], byte[]> events) {
    this.topics = topics;
    this.serdes = serdes;
    this.settings = settings;
    this.events = events;
  }

  /**
   * Listens for answers from now on.
   *
   * @throws PipelineException if the broker or the topic of events cannot be reached
   */
  public static CommandSender open(AlluviumConfig config, WireSerdes serdes) {
    Consumer<byte[], byte[]> events = Consumers.ofCommitted(config);
    try {
      goToEnd(events, config.topics().events());
    } catch (KafkaException e) {
      events.close();
      throw new PipelineException("could not read events: " + e.getMessage(), e);
    } catch (PipelineException e) {
      events.close();
      throw e;
    }
    StreamsConfig settings = new StreamsConfig(StreamsSettings.learn(config));
    return new CommandSender(config.topics(), serdes, settings, events);
  }

  private static void goToEnd(Consumer<byte[], byte[]> events, String topic) {
    List<PartitionInfo> partitions = events.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new PipelineException(
          "topic '" + topic + "' does not exist: is " + AlluviumConfig.NAMESPACE + " right?");
    }
    events.assign(
        partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList());
    events.seekToEnd(List.of());
    events.assignment().forEach(events::position);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws PipelineException if it cannot be sent, or is not answered in time; it may be carried
   *     out later all the same
   */
  public Event send(Command command, Duration patience) throws InterruptedException {
    return send(List.of(), command, patience);
  }

  /**
   * Sends commands that prepare another, and that one behind them, and waits for its answer, or for
   * the refusal of one before it.
   *
   * @throws PipelineException if one cannot be sent, or there is no answer in time
   */
  public Event send(List<Command> before, Command last, Duration patience)
      throws InterruptedException {
    Set<String> prepared = before.stream().map(Command::getId).collect(Collectors.toSet());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings.getProducerConfigs(CLIENT),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Command command : before) {
        producer.send(record(command)).get();
      }
      producer.send(record(last)).get();
    } catch (ExecutionException | KafkaException e) {
      throw new PipelineException("could not send the command: " + e.getMessage(), e);
    }
    return await(prepared, last.getId(), patience);
  }

  private ProducerRecord<byte[], byte[]> record(Command command) {
    return new ProducerRecord<>(
        topics.commands(),
        command.getId().getBytes(StandardCharsets.UTF_8),
        serdes.command().serializer().serialize(topics.commands(), command));
  }

  private Event await(Set<String> prepared, String id, Duration patience) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < patience.toNanos()) {
      for (ConsumerRecord<byte[], byte[]> record : events.poll(POLL)) {
        Event event = serdes.event().deserializer().deserialize(record.topic(), record.value());
        String subject = Objects.requireNonNullElse(event.getSubject(), "");
        boolean answers = subject.equals(id) && event.getType().startsWith("command-");
        boolean refuses = prepared.contains(subject) && event.getType().equals("command-refused");
        if (answers || refuses) {
          return event;
        }
      }
    }
    throw new PipelineException(
        "command '"
            + id
            + "' was sent and not answered within "
            + patience.toSeconds()
            + " s: is the learner running? It is carried out once it does; to see the answer send it"
            + " again with --id "
            + id);
  }

  /**
   * Returns for how long each topic that holds vectors or payloads keeps its records: imports are
   * among the commands, snapshots in a topic of their own.
   */
  public List<String> retention() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try (Admin admin = Admin.create(settings.getAdminConfigs(CLIENT))) {
      for (String topic :
          List.of(
              topics.samples(),
              topics.backfill(),
              topics.commands(),
              topics.ledger(),
              topics.model())) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config described =
            admin
                .describeConfigs(List.of(resource))
                .all()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                .getOrDefault(resource, new Config(List.of()));
        ConfigEntry policy = described.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        ConfigEntry retention = described.get(TopicConfig.RETENTION_MS_CONFIG);
        if (policy != null && TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy.value())) {
          lines.add(topic + " keeps its records until they are deleted (cleanup.policy=compact)");
        } else if (retention != null) {
          lines.add(topic + " " + kept(Long.parseLong(retention.value())));
        }
      }
      return lines;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new PipelineException("could not read the topics' settings: " + e.getMessage(), e);
    }
  }

  private static String kept(long millis) {
    return millis < 0
        ? "keeps its records for ever (retention.ms=-1)"
        : "keeps its records for "
            + Duration.ofMillis(millis).toHours()
            + " hours (retention.ms="
            + millis
            + ")";
  }

  @Override
  public void close() {
    events.close();
  }
}
