package io.alluvium.app.pipeline;

import io.alluvium.topology.UnhookedEmbed;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;

/** A pipeline whose EMBED has no commit hook, and is else the same. */
final class UnhookedPipeline implements AutoCloseable {
  private final AtomicInteger taken = new AtomicInteger();
  private final KafkaStreams embed;
  private final Pipeline learn;

  UnhookedPipeline(Harness harness, ToyEncoder encoder) {
    Properties settings = new Properties();
    settings.putAll(StreamsSettings.embed(harness.config()));
    embed =
        new KafkaStreams(
            UnhookedEmbed.build(
                harness.config(), harness.serdes(), encoder, taken::incrementAndGet),
            settings);
    embed.setUncaughtExceptionHandler(new FailurePolicy("EMBED", System::nanoTime));
    embed.start();
    learn = harness.start(harness.config(), Role.LEARN, null);
    Harness.patiently().until(() -> embed.state().equals(KafkaStreams.State.RUNNING));
  }

  /** Waits until EMBED has taken so many records, whether it has embedded them or not. */
  void awaitTaken(int records) {
    Harness.patiently().pollInterval(Duration.ofMillis(1)).until(() -> taken.get() >= records);
  }

  @Override
  public void close() {
    embed.close(
        CloseOptions.timeout(Harness.PATIENCE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    learn.close();
  }
}
