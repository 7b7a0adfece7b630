package io.alluvium.app.pipeline;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer for which a transaction that cannot be finished in time is as lost as one that another
 * instance has fenced: Kafka Streams then aborts it. Nothing is committed without offsets.
 *
 * <p>As safe for threads as its superclass.
 */
final class ExactProducer extends KafkaProducer<byte[], byte[]> {
  ExactProducer(Map<String, Object> config) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    return super.send(
        record,
        callback == null
            ? null
            : (metadata, failure) -> callback.onCompletion(metadata, asLost(failure)));
  }

  private static @Nullable Exception asLost(@Nullable Exception failure) {
    return failure instanceof RetriableException passing ? lost(passing) : failure;
  }

  private static ProducerFencedException lost(RetriableException cause) {
    ProducerFencedException lost =
        new ProducerFencedException(
            "The transaction is given up and its records are read again: " + cause.getMessage());
    lost.initCause(cause);
    return lost;
  }

  /**
   * Adds the offsets of what was read to the transaction.
   *
   * @throws ProducerFencedException if there are none: what was written belongs to a task that was
   *     given up; or if it takes too long
   */
  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    if (offsets.isEmpty()) {
      throw new ProducerFencedException(
          "The transaction is given up and its records are read again: it has no offsets");
    }
    try {
      super.sendOffsetsToTransaction(offsets, group);
    } catch (RetriableException e) {
      throw lost(e);
    }
  }

  /**
   * Commits the transaction.
   *
   * @throws ProducerFencedException if it takes too long; the next producer learns what became of
   *     the transaction before anything is read
   */
  @Override
  public void commitTransaction() {
    try {
      super.commitTransaction();
    } catch (RetriableException e) {
      throw lost(e);
    }
  }
}
