package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An encoder that takes seconds for a batch, one that takes too long, and one that dies always. */
@ExtendWith(SharedBroker.class)
final class SlowEncoderTest {
  private static final int BATCH = 8;

  @TempDir private Path state;

  /** Does something before each call of another encoder. */
  private record Before(ToyEncoder encoder, IntConsumer what) implements Encoder {
    @Override
    public Space space() {
      return encoder.space();
    }

    @Override
    public List<float[]> embed(List<Payload> payloads) {
      what.accept(encoder.calls());
      return encoder.embed(payloads);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }

  @Test
  void secondsForABatchOnlyCostTime(EmbeddedBroker broker) {
    ToyEncoder toy = new ToyEncoder();
    Encoder slow = new Before(toy, call -> LockSupport.parkNanos(Duration.ofSeconds(2).toNanos()));
    try (Harness harness = harness(broker, Map.of());
        Pipeline pipeline = harness.start(slow)) {
      Traffic traffic = new Traffic(harness, toy);
      traffic.send(5 * BATCH);
      traffic.verify(traffic.awaitLearnt());
      assertThat(toy.embedded()).as("nothing was read twice").isEqualTo(5 * BATCH);
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  /** The group must have given the work to others before the batch is done. */
  @Test
  void longerThanThePollIntervalCostsTheBatchAndNothingElse(EmbeddedBroker broker) {
    ToyEncoder toy = new ToyEncoder();
    CountDownLatch thrownOut = new CountDownLatch(1);
    Encoder hanging = new Before(toy, call -> await(thrownOut));
    try (Harness harness = harness(broker, Map.of("max.poll.interval.ms", "4000"));
        Pipeline pipeline = harness.start(hanging)) {
      Traffic traffic = new Traffic(harness, toy);
      traffic.send(3 * BATCH);
      Harness.patiently().until(() -> hasNoMember(harness));
      thrownOut.countDown();
      traffic.verify(traffic.awaitLearnt());
      assertThat(toy.embedded()).as("a batch was done again").isGreaterThan(3 * BATCH);
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void deathAtEachTryStopsThePipelineAndLosesNothing(EmbeddedBroker broker)
      throws InterruptedException {
    ToyEncoder toy = new ToyEncoder();
    Encoder dying =
        new Before(
            toy,
            call -> {
              throw new IllegalStateException("out of order");
            });
    try (Harness harness = harness(broker, Map.of())) {
      Traffic traffic = new Traffic(harness, toy);
      try (Pipeline pipeline = harness.start(dying)) {
        traffic.send(BATCH);
        assertThat(pipeline.awaitEnd(Harness.PATIENCE)).isTrue();
        assertThat(pipeline.failure())
            .hasValueSatisfying(failure ->
                assertThat(failure)
                    .hasMessageStartingWith("EMBED stopped: its thread died 6 times within 5")
                    .hasMessageContaining("out of order"));
      }
      try (Pipeline pipeline = harness.start(toy)) {
        traffic.verify(traffic.awaitLearnt());
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  private Harness harness(EmbeddedBroker broker, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("alluvium.encoder.batch_size", Integer.toString(BATCH));
    return new Harness(broker, state, settings);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Harness.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("waited for " + Harness.PATIENCE);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasNoMember(Harness harness) {
    String group = harness.config().getString("alluvium.namespace") + "-embed";
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", String.valueOf(harness.config().kafka().get("bootstrap.servers")));
    try (Admin admin = Admin.create(settings)) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .allMatch(description -> description.members().isEmpty());
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
