package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalTimeTest {
  private final ArrivalTime arrivalTime = new ArrivalTime();

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1_000, -1, 0})
  void isNeverNegativeSinceStreamsWouldSkipTheRecord(long timestamp) {
    assertThat(arrivalTime.extract(recordOf(timestamp), 5)).isZero();
  }

  @Test
  void keepsATimeInThePast() {
    assertThat(arrivalTime.extract(recordOf(1_234), 5_000)).isEqualTo(1_234);
  }

  @ParameterizedTest
  @ValueSource(longs = {4_102_444_800_000L, Long.MAX_VALUE})
  void isNeverInTheFutureSinceBrokersWouldRefuseWhatIsDerived(long timestamp) {
    long before = System.currentTimeMillis();

    assertThat(arrivalTime.extract(recordOf(timestamp), 5))
        .isBetween(before, System.currentTimeMillis());
  }

  private static ConsumerRecord<Object, Object> recordOf(long timestamp) {
    return new ConsumerRecord<>(
        "samples",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }
}
