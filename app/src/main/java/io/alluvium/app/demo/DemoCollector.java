package io.alluvium.app.demo;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what comes back, on a thread of its own: predictions and dead letters into the meter, marks
 * into a queue.
 *
 * <p>Reads committed records only, from the beginning of topics that are new.
 */
final class DemoCollector implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String DEAD_LETTER_TOPIC = "__streams.errors.topic";

  private final Topics topics;
  private final WireSerdes serdes;
  private final DemoMeter meter;
  private final Optional<DemoRelease> release;
  private final Runnable answered;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BlockingQueue<LearnerMark> marks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;

  private DemoCollector(
      String bootstrapServers,
      Topics topics,
      WireSerdes serdes,
      DemoMeter meter,
      Optional<DemoRelease> release,
      Runnable answered) {
    this.topics = topics;
    this.serdes = serdes;
    this.meter = meter;
    this.release = release;
    this.answered = answered;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = new Thread(this::collect, "alluvium-demo-collector");
    thread.setDaemon(true);
  }

  /**
   * Starts reading.
   *
   * @param release told of answers and events, where the encoder is replaced
   * @param answered called once for each sample that got its prediction or became a dead letter
   */
  static DemoCollector start(
      String bootstrapServers,
      Topics topics,
      WireSerdes serdes,
      DemoMeter meter,
      Optional<DemoRelease> release,
      Runnable answered) {
    DemoCollector collector =
        new DemoCollector(bootstrapServers, topics, serdes, meter, release, answered);
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition(topics.predictions(), 0),
            new TopicPartition(topics.events(), 0),
            new TopicPartition(topics.deadLetters(), 0));
    collector.consumer.assign(partitions);
    collector.consumer.seekToBeginning(partitions);
    collector.thread.start();
    return collector;
  }

  private void collect() {
    try (consumer) {
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          collect(record);
        }
      }
    }
  }

  private void collect(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    if (record.topic().equals(topics.predictions())) {
      Prediction prediction =
          serdes.prediction().deserializer().deserialize(record.topic(), record.value());
      boolean right = meter.onPrediction(prediction.getSampleId(), prediction.getLabel(), now);
      if (prediction.getCalibrated() != null) {
        meter.onCalibrated(
            right,
            prediction.getCandidates().getFirst().getProbability(),
            prediction.getCalibrated().getFirst());
      }
      release.ifPresent(each -> each.onAnswer(prediction.getSpace(), right));
      answered.run();
    } else if (record.topic().equals(topics.events())) {
      Event event = serdes.event().deserializer().deserialize(record.topic(), record.value());
      Noticed.of(event).ifPresent(meter::onNoticed);
      LearnerMark.of(event).ifPresent(marks::add);
      release.ifPresent(each -> each.onEvent(event));
    } else if (isSample(record)) {
      meter.onDeadLetters(1);
      answered.run();
    }
  }

  private boolean isSample(ConsumerRecord<byte[], byte[]> deadLetter) {
    Header header = deadLetter.headers().lastHeader(DEAD_LETTER_TOPIC);
    String topic = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    return Set.of(topics.samples(), topics.ledger()).contains(topic);
  }

  /** Returns the next mark, or nothing if none comes within the timeout. */
  Optional<LearnerMark> nextMark(Duration timeout) throws InterruptedException {
    return Optional.ofNullable(marks.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Returns whether the thread has ended, which it does by itself only after a failure. */
  boolean isDead() {
    return !thread.isAlive();
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
