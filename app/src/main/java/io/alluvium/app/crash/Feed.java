package io.alluvium.app.crash;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stream to its topics, each record once even while the broker is killed, and counts
 * what it wrote. For one thread.
 */
final class Feed implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(10);

  /** While nobody reads, so that starting does not mean working off for long. */
  private static final Duration SLOW_PACE = Duration.ofMillis(50);

  private final CrashStream stream;
  private final Topics topics;
  private final WireSerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Long> sent = new HashMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Feed(CrashStream stream, String bootstrapServers, Topics topics, WireSerdes serdes) {
    this.stream = stream;
    this.topics = topics;
    this.serdes = serdes;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // A fresh topic must not lose its first batch.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends steps at an even pace until the condition holds.
   *
   * @return false if it does not hold within the limit
   */
  boolean runUntil(BooleanSupplier condition, Duration limit) {
    return runUntil(condition, limit, PACE);
  }

  /** Does the same, slowly. */
  boolean trickleUntil(BooleanSupplier condition, Duration limit) {
    return runUntil(condition, limit, SLOW_PACE);
  }

  private boolean runUntil(BooleanSupplier condition, Duration limit, Duration pace) {
    long start = System.nanoTime();
    for (long due = start + pace.toNanos(); !condition.getAsBoolean(); due += pace.toNanos()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      step();
      LockSupport.parkNanos(due - System.nanoTime());
    }
    return true;
  }

  /** Sends steps for a while. */
  void runFor(Duration time) {
    runUntil(() -> false, time);
  }

  private void step() {
    stream.next().forEach(this::send);
  }

  /** Sends what belongs to samples that were sent, and waits until everything is written. */
  void finish() {
    stream.rest().forEach(this::send);
    flush();
  }

  /** Asks for the state of things behind all that was sent. */
  void mark(String name) {
    send(CrashStream.mark(name));
    flush();
  }

  private void flush() {
    producer.flush();
    check();
  }

  private void send(SpecificRecord record) {
    switch (record) {
      case Sample sample -> send(topics.samples(), sample.getSource(), serdes.sample(), sample);
      case Label label -> send(topics.labels(), label.getSource(), serdes.label(), label);
      case Command command -> send(topics.commands(), command.getId(), serdes.command(), command);
      default -> throw new IllegalStateException("the stream has a " + record.getSchema());
    }
  }

  private <T extends SpecificRecord> void send(String topic, String key, Serde<T> serde, T value) {
    byte[] bytes = serde.serializer().serialize(topic, value);
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes),
            (metadata, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, thrown);
              }
            });
    sent.merge(topic, 1L, Long::sum);
    check();
  }

  private void check() {
    Exception thrown = failure.get();
    if (thrown != null) {
      throw new CrashException("could not write the stream: " + thrown.getMessage(), thrown);
    }
  }

  /** Returns how many records went to a topic. */
  long sent(String topic) {
    return sent.getOrDefault(topic, 0L);
  }

  /** Returns how many samples were sent. */
  long samples() {
    return sent(topics.samples());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
