package io.alluvium.app.ledger;

import io.alluvium.app.pipeline.PipelineException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into an empty partition so that each gets the offset that it is to have, for one
 * that was written by transactions. Not thread-safe.
 */
final class OffsetKeeper implements AutoCloseable {

  /*
   * A ledger has gaps in its offsets: the mark that ends a transaction takes an offset, and so do
   * the records of one that was aborted. Here a gap of one is the mark of a transaction that is
   * committed; a longer one is a transaction of a second producer, which writes empty records, one
   * fewer than the gap is long, and aborts them. Readers of what is committed see none of it.
   *
   * A broker answers before the mark is written. The first producer cannot go on before that, since
   * the mark is its own; after a transaction of the second the end of the partition is asked for
   * until the mark is there.
   */
  private static final byte[] NOTHING = new byte[0];
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration TICK = Duration.ofMillis(2);

  private final String topic;
  private final Producer<byte[], byte[]> records;
  private final Producer<byte[], byte[]> gaps;
  private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
  private final LongSupplier end;
  private long next;
  private boolean writing;

  /**
   * Begins at offset 0.
   *
   * @param records a transactional producer
   * @param gaps another one
   * @param end asks for the offset behind the last record, committed or not
   */
  OffsetKeeper(
      String topic,
      Producer<byte[], byte[]> records,
      Producer<byte[], byte[]> gaps,
      LongSupplier end) {
    this.topic = topic;
    this.records = records;
    this.gaps = gaps;
    this.end = end;
    records.initTransactions();
    gaps.initTransactions();
  }

  /**
   * Writes a record.
   *
   * @param offset the offset that it is to have, above that of the one before
   * @throws PipelineException if it cannot have it, or the broker refuses
   */
  void put(long offset, ProducerRecord<byte[], byte[]> record) {
    try {
      leave(offset - next);
      if (!writing) {
        records.beginTransaction();
        writing = true;
      }
      send(records, record, offset);
      next = offset + 1;
    } catch (KafkaException e) {
      throw refused(e);
    }
    check();
  }

  private void leave(long gap) {
    if (gap == 0) {
      return;
    }
    if (gap == 1 && writing) {
      commit();
    } else if (gap > 1) {
      records.flush();
      gaps.beginTransaction();
      for (long i = 0; i < gap - 1; i++) {
        send(gaps, new ProducerRecord<>(topic, 0, NOTHING, NOTHING), next + i);
      }
      gaps.flush();
      gaps.abortTransaction();
      awaitEnd(next + gap);
    } else {
      throw new PipelineException(
          "the ledger begins at offset "
              + gap
              + ", and a single offset before it cannot be filled");
    }
    check();
  }

  private void awaitEnd(long expected) {
    long since = System.nanoTime();
    while (end.getAsLong() < expected) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new PipelineException(
            "the mark of a transaction was not written to '"
                + topic
                + "' within "
                + PATIENCE.toSeconds()
                + " s");
      }
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  private void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, long expected) {
    // The callback is told what the future would be asked.
    Future<RecordMetadata> _ =
        producer.send(
            record, (placed, failure) -> note(placed, failure, expected, record.timestamp()));
  }

  private void note(
      @Nullable RecordMetadata placed,
      @Nullable Exception failure,
      long expected,
      @Nullable Long timestamp) {
    if (failure != null) {
      fault.compareAndSet(null, failure.toString());
    } else if (placed != null && placed.offset() != expected) {
      fault.compareAndSet(
          null,
          "a record got offset "
              + placed.offset()
              + ", expected "
              + expected
              + ": somebody else writes to the topic");
    } else if (placed != null && timestamp != null && placed.timestamp() != timestamp) {
      fault.compareAndSet(
          null, "a record got the time " + placed.timestamp() + ", expected its own, " + timestamp);
    }
  }

  private void check() {
    String found = fault.get();
    if (found != null) {
      throw new PipelineException("could not write to '" + topic + "': " + found);
    }
  }

  private void commit() {
    records.commitTransaction();
    writing = false;
  }

  /**
   * Makes everything visible.
   *
   * @throws PipelineException if the broker refuses, or a record did not get its offset
   */
  void finish() {
    try {
      records.flush();
      check();
      if (writing) {
        commit();
      }
    } catch (KafkaException e) {
      throw refused(e);
    }
    check();
  }

  private PipelineException refused(KafkaException cause) {
    return new PipelineException(
        "could not write to '" + topic + "': " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    records.close();
    gaps.close();
  }
}
