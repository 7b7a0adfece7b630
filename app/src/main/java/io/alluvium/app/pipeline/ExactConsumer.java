package io.alluvium.app.pipeline;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * A consumer that does not take part in the revival of a task: its thread joins the group anew and
 * reads on from what was committed.
 *
 * <p>As little safe for threads as its superclass.
 */
final class ExactConsumer extends KafkaConsumer<byte[], byte[]> {
  /** How Kafka Streams 4.3.1 begins the reason it gives; {@code RevivedTaskTest} would tell. */
  private static final String REVIVAL = "Active tasks corrupted";

  ExactConsumer(Map<String, Object> config) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Asks for a rebalance.
   *
   * @throws TaskMigratedException if it is asked for to revive a task
   */
  @Override
  public void enforceRebalance(String reason) {
    if (reason.startsWith(REVIVAL)) {
      throw new TaskMigratedException(
          "A task was given up, its thread joins the group anew and reads on from what was"
              + " committed");
    }
    super.enforceRebalance(reason);
  }
}
