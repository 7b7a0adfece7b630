package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.benchmarks.Stretch.Answered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of the samples of a span of time. */
class StretchTest {
  /** One sample each ten milliseconds, answered later and later; every fourth wrongly. */
  private static List<Answered> stream() {
    List<Answered> all = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      all.add(new Answered(10L * n, 11L * n + 5, n % 4 != 0));
    }
    return all;
  }

  @Test
  void samplesBelongToTheSpanOfTheirAppend() {
    Stretch stretch = Stretch.of("middle", 1000, 2000, stream());
    assertThat(stretch.records()).isEqualTo(100);
    assertThat(stretch.predictions()).isEqualTo(100);
    assertThat(stretch.seconds()).isEqualTo(1);
    assertThat(stretch.accuracy()).isEqualTo(0.75);
  }

  @Test
  void percentilesAreNearestRanks() {
    Stretch stretch = Stretch.of("middle", 1000, 2000, stream());
    assertThat(stretch.p50Millis()).isEqualTo(149 + 5);
    assertThat(stretch.p99Millis()).isEqualTo(198 + 5);
    assertThat(stretch.maxMillis()).isEqualTo(199 + 5);
  }

  @Test
  void aGapBelongsToTheStretchInWhichItBegins() {
    List<Answered> all =
        List.of(
            new Answered(0, 5, true),
            new Answered(10, 90, true),
            new Answered(20, 95, true),
            new Answered(110, 250, true),
            new Answered(120, 255, true));
    assertThat(Stretch.of("first", 0, 100, all).longestGapMillis()).isEqualTo(155);
    assertThat(Stretch.of("second", 100, 300, all).longestGapMillis()).isEqualTo(5);
  }

  @Test
  void aSpanWithoutSamplesIsNone() {
    List<Answered> all = stream();
    assertThatThrownBy(() -> Stretch.of("late", 5000, 6000, all))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'late'");
  }

  @Test
  void cellsFitTheColumns() {
    assertThat(Stretch.of("middle", 1000, 2000, stream()).cells())
        .hasSameSizeAs(Stretch.COLUMNS)
        .startsWith("middle", "1.0", "100", "100", "100.0", "154", "203", "204", "11");
  }
}
