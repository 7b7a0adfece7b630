package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrivalTimeTest {
  private static long extract(long timestamp) {
    return new ArrivalTime()
        .extract(
            new ConsumerRecord<>(
                "samples",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()),
            0);
  }

  @Test
  void neverNegativeAndNeverInTheFuture() {
    long before = System.currentTimeMillis();
    assertThat(extract(-1)).isZero();
    assertThat(extract(Long.MIN_VALUE)).isZero();
    assertThat(extract(12)).isEqualTo(12);
    assertThat(extract(Long.MAX_VALUE)).isBetween(before, System.currentTimeMillis());
  }
}
