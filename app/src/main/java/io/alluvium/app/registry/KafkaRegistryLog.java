package io.alluvium.app.registry;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Log in one partition of a compacted topic.
 *
 * <p>There is one writer: its transactional id fences any earlier one, so two registries on one log
 * cannot give the same id twice. Each write is read back from the topic before it counts, so the
 * fold is the topic's content and nothing else. After a write that failed, nobody knows whether the
 * topic has it: the next write is refused, but first the writer is renewed and the topic read to
 * its end. Not thread-safe: {@link Registry} holds the lock.
 */
final class KafkaRegistryLog implements RegistryLog {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final RegistryOptions options;
  private final TopicPartition partition;
  private final Consumer<LogRecord> fold;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable KafkaProducer<byte[], byte[]> writer;
  private boolean fenced;

  /** Takes the log over from an earlier writer and folds all that it holds. */
  KafkaRegistryLog(RegistryOptions options, Consumer<LogRecord> fold) {
    this.options = options;
    this.partition = new TopicPartition(options.topic(), 0);
    this.fold = fold;
    this.consumer = new KafkaConsumer<>(LogClients.consumer(options));
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      takeOver();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void append(LogRecord record) {
    try {
      if (writer == null && !fenced) {
        takeOver();
        throw new RegistryError(
            503, 50003, "The log " + partition + " was out of reach and is read again; ask again.");
      }
      readUpTo(write(record) + 1);
    } catch (KafkaException e) {
      dropWriter();
      fenced |= isFencing(e);
      throw fenced ? takenOver() : outOfReach(e);
    }
  }

  @Override
  public void close() {
    dropWriter();
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  /** Writes a record in a transaction of its own and returns its offset. */
  private long write(LogRecord record) {
    KafkaProducer<byte[], byte[]> current = writer;
    if (current == null) {
      throw takenOver();
    }
    current.beginTransaction();
    var sent =
        current.send(
            new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                LogCodec.key(record),
                LogCodec.value(record)));
    current.commitTransaction();
    return sent.resultNow().offset();
  }

  private void takeOver() {
    KafkaProducer<byte[], byte[]> next = new KafkaProducer<>(LogClients.producer(options));
    try {
      next.initTransactions();
      readUpTo(
          consumer.endOffsets(List.of(partition), options.timeout()).getOrDefault(partition, 0L));
    } catch (RuntimeException e) {
      next.close(Duration.ZERO);
      throw e;
    }
    writer = next;
  }

  private void dropWriter() {
    if (writer != null) {
      writer.close(CLOSE);
      writer = null;
    }
  }

  /** A newer writer shows as one exception or the other, depending on which request meets it. */
  private static boolean isFencing(Throwable trouble) {
    return Stream.iterate(trouble, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof ProducerFencedException
                || cause instanceof InvalidProducerEpochException);
  }

  private RegistryError takenOver() {
    return new RegistryError(
        503, 50003, "Another registry has taken over the log " + partition + "; ask that one.");
  }

  private RegistryError outOfReach(KafkaException e) {
    return new RegistryError(
        500, 50002, "The log " + partition + " is out of reach: " + e.getMessage());
  }

  private void readUpTo(long offset) {
    long deadline = System.nanoTime() + options.timeout().toNanos();
    while (consumer.position(partition, options.timeout()) < offset) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("not read up to offset " + offset + " in " + options.timeout());
      }
      consumer.poll(POLL).forEach(this::apply);
    }
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    try {
      fold.accept(LogCodec.read(record.key(), record.value()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "record at offset " + record.offset() + " is not of a registry: " + e.getMessage(), e);
    }
  }
}
