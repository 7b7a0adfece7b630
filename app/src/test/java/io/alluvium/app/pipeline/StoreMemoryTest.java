package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.crash.SmallWriteBuffers;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The stores of a running pipeline and the memory they share. */
@ExtendWith(SharedBroker.class)
final class StoreMemoryTest {
  private static final long TOTAL = 8L << 20;

  @TempDir private Path state;

  @Test
  void storesTakeTheirMemoryFromThePipeline(EmbeddedBroker broker) {
    assertThat(usedBytes(broker, Map.of())).isBetween(1L, TOTAL);
  }

  @Test
  void aSetterOfTheUsersTakesItsPlace(EmbeddedBroker broker) {
    assertThat(
            usedBytes(broker, Map.of("rocksdb.config.setter", SmallWriteBuffers.class.getName())))
        .isZero();
  }

  private long usedBytes(EmbeddedBroker broker, Map<String, String> settings) {
    try (Harness harness = new Harness(broker, state, settings);
        Pipeline pipeline =
            harness.start(
                harness.config(Map.of(AlluviumConfig.ROCKSDB_MEMORY_BYTES, Long.toString(TOTAL))),
                Role.ALL,
                new ToyEncoder())) {
      harness.sample("s", "a text");
      harness.label("s", "class", 1);
      harness.settle();
      harness.predicted("s");
      return pipeline.memory().usedBytes();
    }
  }
}
