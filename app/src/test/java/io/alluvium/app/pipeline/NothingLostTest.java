package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is lost and nothing is doubled while threads die, the pipeline restarts and instances
 * take over from each other; and without the commit hook records are lost, so these tests would
 * tell.
 */
@ExtendWith(SharedBroker.class)
final class NothingLostTest {
  private static final int CHUNK = 400;

  /** Larger than what arrives between two commits: the hook embeds every batch. */
  private static final int BATCH_OF_A_COMMIT = 1000;

  private static final int SMALL_BATCH = 16;

  /** How long records may wait for their batch, in milliseconds. */
  private static final int DELAY = 400;

  /** So long that commits come in between, on a busy machine too. */
  private static final int LONG_DELAY = 3000;

  private final ToyEncoder encoder = new ToyEncoder();
  @TempDir private Path state;

  @ParameterizedTest
  @ValueSource(ints = {SMALL_BATCH, BATCH_OF_A_COMMIT})
  void threadsMayDie(int batchSize, EmbeddedBroker broker) {
    try (Harness harness = harness(broker, batchSize)) {
      Traffic traffic = new Traffic(harness, encoder);
      try (Pipeline pipeline = harness.start(encoder)) {
        letThreadsDie(traffic);
        traffic.verify(traffic.awaitLearnt());
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL_BATCH, BATCH_OF_A_COMMIT})
  void pipelineMayRestart(int batchSize, EmbeddedBroker broker) {
    try (Harness harness = harness(broker, batchSize)) {
      Traffic traffic = new Traffic(harness, encoder);
      restart(traffic, () -> harness.start(encoder));
      try (Pipeline pipeline = harness.start(encoder)) {
        traffic.verify(traffic.awaitLearnt());
      }
    }
  }

  @Test
  void pipelineMayCloseWhileAThreadIsReplaced(EmbeddedBroker broker) {
    try (Harness harness = harness(broker, SMALL_BATCH)) {
      Traffic traffic = new Traffic(harness, encoder);
      try (Pipeline pipeline = harness.start(encoder)) {
        traffic.sendUntilUnderWay(CHUNK);
        traffic.sendAndCrash(CHUNK);
      }
      try (Pipeline pipeline = harness.start(encoder)) {
        traffic.verify(traffic.awaitLearnt());
      }
    }
  }

  @Test
  void instancesMayTakeOver(EmbeddedBroker broker) {
    try (Harness harness = harness(broker, BATCH_OF_A_COMMIT)) {
      Traffic traffic = new Traffic(harness, encoder);
      AlluviumConfig elsewhere =
          harness.config(Map.of("state.dir", state.resolve("elsewhere").toString()));
      Pipeline first = harness.start(encoder);
      traffic.sendUntilUnderWay(CHUNK);
      try (Pipeline second = harness.start(elsewhere, Role.ALL, encoder)) {
        traffic.sendUntilUnderWay(CHUNK);
        first.close();
        traffic.sendUntilUnderWay(CHUNK);
        first = harness.start(encoder);
        traffic.sendUntilUnderWay(CHUNK);
      }
      traffic.sendUntilUnderWay(CHUNK);
      traffic.verify(traffic.awaitLearnt());
      first.close();
    }
  }

  @Test
  void withoutTheHookThreadsThatDieLoseRecords(EmbeddedBroker broker) {
    try (Harness harness = harness(broker, BATCH_OF_A_COMMIT, LONG_DELAY)) {
      Traffic traffic = new Traffic(harness, encoder);
      try (UnhookedPipeline pipeline = new UnhookedPipeline(harness, encoder)) {
        letThreadsDie(traffic);
        traffic.awaitLearnt();
        assertThat(traffic.ledgerSamples().lost()).isPositive();
        assertThat(traffic.ledgerLabels().lost()).isPositive();
      }
    }
  }

  @Test
  void withoutTheHookRestartsLoseRecords(EmbeddedBroker broker) {
    try (Harness harness = harness(broker, BATCH_OF_A_COMMIT, LONG_DELAY)) {
      Traffic traffic = new Traffic(harness, encoder);
      for (int restart = 0; restart < 3; restart++) {
        try (UnhookedPipeline pipeline = new UnhookedPipeline(harness, encoder)) {
          traffic.send(CHUNK);
          pipeline.awaitTaken(CHUNK);
        }
      }
      try (UnhookedPipeline pipeline = new UnhookedPipeline(harness, encoder)) {
        traffic.awaitLearnt();
      }
      assertThat(traffic.ledgerSamples().lost()).isPositive();
      assertThat(traffic.ledgerLabels().lost()).isPositive();
    }
  }

  private Harness harness(EmbeddedBroker broker, int batchSize) {
    return harness(broker, batchSize, DELAY);
  }

  private Harness harness(EmbeddedBroker broker, int batchSize, int delay) {
    return new Harness(
        broker,
        state,
        Map.of(
            AlluviumConfig.BATCH_SIZE,
            Integer.toString(batchSize),
            AlluviumConfig.MAX_BATCH_DELAY,
            Integer.toString(delay),
            AlluviumConfig.SOLVE_MIN_UPDATES,
            "50",
            AlluviumConfig.SOLVE_BY_COST,
            "false"));
  }

  private static void letThreadsDie(Traffic traffic) {
    for (int death = 0; death < 2; death++) {
      traffic.sendUntilUnderWay(CHUNK);
      traffic.sendAndCrash(CHUNK);
    }
    traffic.sendUntilUnderWay(CHUNK);
  }

  private static void restart(Traffic traffic, Supplier<? extends AutoCloseable> start) {
    for (int restart = 0; restart < 3; restart++) {
      AutoCloseable pipeline = start.get();
      traffic.sendUntilUnderWay(CHUNK);
      traffic.send(CHUNK);
      close(pipeline);
    }
  }

  private static void close(AutoCloseable pipeline) {
    try {
      pipeline.close();
    } catch (Exception e) {
      throw new AssertionError("could not close", e);
    }
  }
}
