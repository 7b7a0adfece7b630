package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Waits for events of LEARN, from its making on. For one thread. */
final class EventWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final String topic;
  private final WireSerdes serdes;
  private final Consumer<byte[], byte[]> consumer;
  private final Queue<Event> seen = new ArrayDeque<>();

  EventWatch(AlluviumConfig config, WireSerdes serdes) {
    this.topic = config.topics().events();
    this.serdes = serdes;
    this.consumer = Consumers.ofCommitted(config);
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition);
  }

  /**
   * Returns the next event of one of some types.
   *
   * @param checkAlive throws if it will never come
   */
  Event await(Collection<String> types, Runnable checkAlive) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      while (!seen.isEmpty()) {
        Event event = seen.remove();
        if (types.contains(event.getType())) {
          return event;
        }
      }
      checkAlive.run();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        seen.add(serdes.event().deserializer().deserialize(topic, record.value()));
      }
    }
    throw new IllegalStateException("no event of " + types + " came within " + PATIENCE);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
