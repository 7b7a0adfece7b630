package io.alluvium.app.backfill;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.schemas.Look;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic {@code looks}: each sample that is to be seen again is copied from where it
 * stands to the topic {@code backfill}, in transactions with its place, so that none is copied
 * twice or left out. Copiers of several processes share the partitions.
 *
 * <p>A sample that is not there any more is copied as a null, which EMBED makes a dead letter; a
 * header says for whom, so that LEARN hears of it. Where the broker refuses or is away, the copier
 * begins again where it had committed. Runs on a thread of its own from {@link #start} to {@link
 * #close}.
 */
public final class LookCopier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LookCopier.class);
  private static final String CLIENT = "alluvium-looks";

  /** What is copied at once is in memory at once. */
  private static final int MOST_AT_ONCE = 50;

  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final Thread thread;
  private volatile boolean closed;

  private LookCopier(AlluviumConfig config, WireSerdes serdes) {
    this.config = config;
    this.serdes = serdes;
    this.thread = Thread.ofPlatform().daemon().name(CLIENT).unstarted(this::run);
  }

  /** Starts to follow the topic of a namespace. */
  public static LookCopier start(AlluviumConfig config, WireSerdes serdes) {
    LookCopier copier = new LookCopier(config, serdes);
    copier.thread.start();
    return copier;
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("ended", e);
      } catch (KafkaException e) {
        LOG.warn("Samples that are to be seen again could not be copied; trying again", e);
        LockSupport.parkNanos(REST.toNanos());
      }
    }
  }

  private void follow() {
    String group = config.getString(AlluviumConfig.NAMESPACE) + "-looks";
    try (Consumer<byte[], byte[]> looks = Consumers.ofGroup(config, group, MOST_AT_ONCE);
        RecordFinder samples = new RecordFinder(config);
        Producer<byte[], byte[]> producer = producer(group)) {
      producer.initTransactions();
      looks.subscribe(List.of(config.topics().looks()));
      while (!closed) {
        List<ConsumerRecord<byte[], byte[]>> asked = new ArrayList<>();
        looks.poll(TICK).forEach(asked::add);
        if (!asked.isEmpty()) {
          copy(asked, looks, samples, producer);
        }
      }
    }
  }

  private Producer<byte[], byte[]> producer(String group) {
    Map<String, Object> settings =
        new HashMap<>(new StreamsConfig(StreamsSettings.embed(config)).getProducerConfigs(CLIENT));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + '-' + UUID.randomUUID());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void copy(
      List<ConsumerRecord<byte[], byte[]>> asked,
      Consumer<byte[], byte[]> looks,
      RecordFinder samples,
      Producer<byte[], byte[]> producer) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    List<Look> wanted = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : asked) {
      places.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
      wanted.add(serdes.look().deserializer().deserialize(record.topic(), record.value()));
    }
    wanted.sort(Comparator.comparingInt(Look::getPartition).thenComparingLong(Look::getOffset));
    List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
    for (Look look : wanted) {
      TopicPartition partition = new TopicPartition(look.getTopic(), look.getPartition());
      copies.add(copy(look, samples.find(partition, look.getOffset())));
    }
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> copy : copies) {
      // What fails here fails the commit.
      Future<RecordMetadata> _ = producer.send(copy);
    }
    producer.sendOffsetsToTransaction(places, looks.groupMetadata());
    producer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> copy(
      Look look, Optional<ConsumerRecord<byte[], byte[]>> sample) {
    byte[] id = look.getSampleId().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            config.topics().backfill(),
            look.getPartition(),
            sample.map(ConsumerRecord::key).orElse(id),
            sample.map(ConsumerRecord::value).orElse(null));
    sample.ifPresent(found -> found.headers().forEach(copy.headers()::add));
    copy.headers().add(Topics.LOOK_HEADER, id);
    return copy;
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
        LOG.warn("Copies of samples that are to be seen again were not ended within {}", CLOSING);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
