package io.alluvium.app.pipeline;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of Kafka Streams, which let it give a task up in one way only: the thread drops what
 * it holds, aborts its transaction and reads on from what was committed, as after being fenced.
 *
 * <p>Kafka Streams 4.3.1 has a second way, for a task whose transaction met an error that may pass
 * ({@link org.apache.kafka.streams.errors.TaskCorruptedException}), and it is not exact. Before it
 * revives the task it commits the transaction that is open, with what the task had written and
 * without the offsets of that: the records are read again and written twice. And if the rebalance
 * that it asks for ends before the task is open again, the consumer stays where it was, and the
 * records since the last commit are lost. {@link ExactProducer} stands against the first, {@link
 * ExactConsumer} against the second.
 */
final class ExactClients implements KafkaClientSupplier {
  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new ExactProducer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new ExactConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
