package io.alluvium.app.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.byteman.rule.Rule;
import org.jboss.byteman.rule.helper.Helper;

/**
 * What rules can do besides what Byteman offers. Runs in the pipeline's process. Byteman makes a
 * subclass of it, so it is not final.
 */
public class Faults extends Helper {
  private static final int OFFSETS_TOO_MANY = 3;
  private static final int KILLED = 137;

  /** Makes the helper of a rule, as Byteman wants it. */
  public Faults(Rule rule) {
    super(rule);
  }

  /** Returns whether it is asked this for the given time. */
  public boolean isTime(String name, int time) {
    return incrementCounter(name) == time;
  }

  /** Returns whether it is asked this for the given time, or any number of steps later. */
  public boolean isTimeEvery(String name, int time, int step) {
    int count = incrementCounter(name);
    return count >= time && (count - time) % step == 0;
  }

  /** Returns whether a file was there, and deletes it. */
  public boolean takes(String file) {
    try {
      return Files.deleteIfExists(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as SIGKILL does. */
  public void halt() {
    Runtime.getRuntime().halt(KILLED);
  }

  /** Returns offsets that are ahead of what was read. */
  public Map<TopicPartition, OffsetAndMetadata> early(
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> early = new HashMap<>();
    offsets.forEach((partition, offset) ->
        early.put(
            partition,
            new OffsetAndMetadata(
                offset.offset() + OFFSETS_TOO_MANY, offset.leaderEpoch(), offset.metadata())));
    return early;
  }

  /** Returns a batch of a changelog without its newest record. */
  public Collection<ConsumerRecord<byte[], byte[]>> stale(
      Collection<ConsumerRecord<byte[], byte[]>> batch) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(batch);
    if (!records.isEmpty()) {
      records.removeLast();
    }
    return records;
  }
}
