package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Producers whose clocks are wrong, on topics that keep the producer's time. */
@ExtendWith(SharedBroker.class)
final class TimestampsTest {
  private static final Duration CENTURY = Duration.ofDays(36_525);

  @TempDir private Path state;

  @Test
  void ofAnyTimeAreAccepted(EmbeddedBroker broker) throws Exception {
    long now = System.currentTimeMillis();
    List<Long> times =
        List.of(now + CENTURY.toMillis(), 0L, 1L, now, now - CENTURY.toMillis() / 2, now + 1);
    try (Harness harness = new Harness(broker, state, Map.of())) {
      keepTheProducersTime(harness);
      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        List<String> ids = new ArrayList<>();
        for (long time : times) {
          ids.add("at " + time);
          sample(harness, "at " + time, time);
        }
        assertThat(harness.predictions(times.size()))
            .extracting(io.alluvium.schemas.Prediction::getSampleId)
            .isEqualTo(ids);
        for (long time : times) {
          label(harness, "at " + time, time);
        }
        harness.mark("end");
        harness.settle();
        assertThat(harness.marked("end").getDetails())
            .containsEntry("predictions", Integer.toString(times.size()))
            .containsEntry("labels", Integer.toString(times.size()));
        for (var record : harness.records(harness.topics().ledger(), 1)) {
          assertThat(record.timestamp()).isBetween(now, System.currentTimeMillis());
        }
        assertThat(new DeadLetters(harness).all()).isEmpty();
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  @Test
  void ofThePayloadAreOnlyCarriedThrough(EmbeddedBroker broker) {
    List<Long> times = List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    try (Harness harness = new Harness(broker, state, Map.of());
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      for (long time : times) {
        Instant eventTime = Instant.ofEpochMilli(time);
        harness.sample(new Sample("at " + time, "here", "a text", eventTime, Map.of()));
        harness.settle();
        assertThat(harness.predicted("at " + time).getEventTime()).isEqualTo(eventTime);
      }
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static void sample(Harness harness, String id, long time) {
    byte[] value = harness.bytes(new Sample(id, "here", "a text", null, Map.of()));
    harness.put(record(harness.topics().samples(), time, value));
  }

  private static void label(Harness harness, String id, long time) {
    Label label = new Label(id, "here", LabelAction.ASSIGN, "class", 1L, null, null, 1);
    harness.sequenced(harness.put(record(harness.topics().labels(), time, harness.bytes(label))));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, long time, byte[] value) {
    return new ProducerRecord<>(topic, 0, time, "here".getBytes(StandardCharsets.UTF_8), value);
  }

  private static void keepTheProducersTime(Harness harness)
      throws ExecutionException, InterruptedException {
    List<AlterConfigOp> changes =
        List.of(
            set("message.timestamp.type", "CreateTime"),
            set("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
            set("retention.ms", "-1"));
    Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
    for (String topic : List.of(harness.topics().samples(), harness.topics().labels())) {
      all.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes);
    }
    try (Admin admin = Admin.create(harness.config().kafka())) {
      admin.incrementalAlterConfigs(all).all().get();
    }
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }
}
