package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the committed records of a topic of one partition from its beginning, while it is waited
 * for some. For one thread.
 */
final class TopicCount implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Timeline timeline = new Timeline();

  TopicCount(AlluviumConfig config, String topic) {
    this.topic = topic;
    this.consumer = Consumers.ofCommitted(config);
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /**
   * Waits until the topic has so many records.
   *
   * @param checkAlive throws if they will never come
   * @return when each of those that were read was appended
   */
  Timeline await(int records, Runnable checkAlive) {
    long last = System.nanoTime();
    while (timeline.size() < records) {
      checkAlive.run();
      int before = timeline.size();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        timeline.add(record.timestamp());
      }
      if (timeline.size() > before) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "topic '"
                + topic
                + "' has "
                + timeline.size()
                + " records, expected "
                + records
                + ", and no more came for "
                + PATIENCE);
      }
    }
    return timeline;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
