package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is lost and nothing is doubled when Kafka Streams gives a task of EMBED up and revives
 * it, as it does when a transaction cannot be finished in time: it uses the same processors again.
 * For LEARN see {@link ReplayTest}.
 */
@ExtendWith(SharedBroker.class)
final class RevivedTaskTest {
  private static final int CHUNK = 400;

  /** The only task of EMBED. */
  private static final TaskId TASK = new TaskId(0, 0);

  private final ToyEncoder encoder = new ToyEncoder();
  @TempDir private Path state;

  /** In small batches the task fails while it takes records, in large ones before a commit. */
  @ParameterizedTest
  @ValueSource(ints = {16, 1000})
  void embedMayBeRevived(int batchSize, EmbeddedBroker broker) {
    try (Harness harness = harness(broker, batchSize)) {
      Traffic traffic = new Traffic(harness, encoder);
      try (Pipeline pipeline = harness.start(encoder)) {
        for (int revival = 0; revival < 2; revival++) {
          traffic.sendUntilUnderWay(CHUNK);
          traffic.sendAndFail(CHUNK, new TaskCorruptedException(Set.of(TASK)));
        }
        traffic.sendUntilUnderWay(CHUNK);
        traffic.verify(traffic.awaitLearnt());
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  private Harness harness(EmbeddedBroker broker, int batchSize) {
    return new Harness(
        broker,
        state,
        Map.of(
            AlluviumConfig.BATCH_SIZE,
            Integer.toString(batchSize),
            AlluviumConfig.MAX_BATCH_DELAY,
            "400"));
  }
}
