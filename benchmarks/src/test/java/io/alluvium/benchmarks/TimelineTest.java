package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The time between two records of a topic. */
class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void secondsAreFromRecordToRecord() {
    for (int i = 0; i < 3000; i++) {
      timeline.add(10_000 + i);
    }
    assertThat(timeline.size()).isEqualTo(3000);
    assertThat(timeline.seconds(1000, 2999)).isEqualTo(1.999);
  }

  @Test
  void refusesRecordsThatSpanNoTime() {
    timeline.add(5);
    timeline.add(5);
    assertThatThrownBy(() -> timeline.seconds(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("records 0 to 1 of 2");
    assertThatThrownBy(() -> timeline.seconds(0, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
