package io.alluvium.app.backfill;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.evaluation.Watch;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Copies samples that the old encoder has seen into the topic of which EMBED lets the new one see
 * them: in transactions with its place, so that it goes on where it was and copies nothing twice.
 * The place belongs to one cut-over; after another it begins anew. Not thread-safe.
 */
public final class SampleCopier implements AutoCloseable {
  private static final String CLIENT = "alluvium-backfill";
  private static final int MOST_AT_ONCE = 500;
  private static final Duration TICK = Duration.ofMillis(100);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final AlluviumConfig config;
  private final CutOver cutOver;
  private final ConsumerGroupMetadata group;
  private final TopicPartition samples;
  private final Producer<byte[], byte[]> producer;

  private SampleCopier(
      AlluviumConfig config,
      CutOver cutOver,
      ConsumerGroupMetadata group,
      Producer<byte[], byte[]> producer) {
    this.config = config;
    this.cutOver = cutOver;
    this.group = group;
    this.samples = new TopicPartition(config.topics().samples(), 0);
    this.producer = producer;
  }

  /**
   * Opens a copier; one of the namespace that runs elsewhere cannot go on from here.
   *
   * @throws PipelineException if the broker cannot be reached
   */
  public static SampleCopier open(AlluviumConfig config, CutOver cutOver) {
    String name = config.getString(AlluviumConfig.NAMESPACE) + "-backfill";
    Map<String, Object> settings =
        new HashMap<>(new StreamsConfig(StreamsSettings.embed(config)).getProducerConfigs(CLIENT));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    try {
      ConsumerGroupMetadata group = Consumers.metadata(config, name);
      Producer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      try {
        producer.initTransactions();
      } catch (KafkaException e) {
        producer.close(Duration.ZERO);
        throw e;
      }
      return new SampleCopier(config, cutOver, group, producer);
    } catch (KafkaException e) {
      throw new PipelineException("could not begin to copy samples: " + e.getMessage(), e);
    }
  }

  /**
   * What is there to copy.
   *
   * @param from offset of the first sample to copy
   * @param to offset behind the last, at least {@code from}
   * @param deleted samples that are not there any more, of those that were not copied before
   */
  public record Work(long from, long to, long deleted) {
    /** Returns how many offsets there are; some may hold no sample. */
    public long offsets() {
      return to - from;
    }
  }

  /**
   * Returns what is left to copy.
   *
   * @param again whether to begin anew even after the same cut-over
   * @throws PipelineException if a topic cannot be read
   */
  public Work work(WireSerdes serdes, boolean again) {
    OptionalLong firstNative = cutOver.firstNative(config, serdes);
    long place =
        Consumers.committed(config, group.groupId(), samples)
            .filter(known -> known.metadata().equals(cutOver.key()) && !again)
            .map(OffsetAndMetadata::offset)
            .orElse(0L);
    try (CommittedTopic topic = CommittedTopic.open(config, samples.topic())) {
      long to = Math.min(topic.end(), firstNative.orElse(topic.end()));
      long from = Math.min(to, Math.max(topic.begin(), place));
      return new Work(from, to, Math.max(0, from - place));
    }
  }

  /**
   * Copies samples.
   *
   * @param perSecond how many a second at most, above 0
   * @param watch is told how far it is, and may end it between two transactions
   * @return how many were copied
   * @throws PipelineException if the broker refuses, or another copier was started
   */
  public long copy(Work work, double perSecond, Watch watch) {
    if (work.offsets() == 0) {
      return 0;
    }
    Pace pace = new Pace(perSecond, System::nanoTime);
    long copied = 0;
    try (CommittedTopic topic = CommittedTopic.open(config, samples.topic())) {
      topic.within(new OffsetRange(work.from(), OptionalLong.of(work.to())));
      for (var next = topic.peek(); next.isPresent(); next = topic.peek()) {
        watch.at("samples copied", next.get().offset() - work.from(), work.offsets());
        int due = Math.min(MOST_AT_ONCE, pace.take());
        if (due == 0) {
          LockSupport.parkNanos(TICK.toNanos());
        } else {
          copied += write(batch(topic, due));
        }
      }
      return copied;
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new PipelineException(
          "another backfill of namespace '"
              + config.getString(AlluviumConfig.NAMESPACE)
              + "' was started and goes on where this one was",
          e);
    } catch (KafkaException e) {
      throw new PipelineException("could not copy samples: " + e.getMessage(), e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> batch(CommittedTopic topic, int most) {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    while (batch.size() < most) {
      Optional<ConsumerRecord<byte[], byte[]>> next = topic.next();
      if (next.isEmpty()) {
        break;
      }
      batch.add(next.get());
    }
    return batch;
  }

  private int write(List<ConsumerRecord<byte[], byte[]>> batch) {
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> sample : batch) {
      // What fails here fails the commit.
      Future<RecordMetadata> _ =
          producer.send(
              new ProducerRecord<>(
                  config.topics().backfill(),
                  samples.partition(),
                  null,
                  sample.key(),
                  sample.value(),
                  sample.headers()));
    }
    OffsetAndMetadata place =
        new OffsetAndMetadata(batch.getLast().offset() + 1, Optional.empty(), cutOver.key());
    producer.sendOffsetsToTransaction(Map.of(samples, place), group);
    producer.commitTransaction();
    return batch.size();
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
