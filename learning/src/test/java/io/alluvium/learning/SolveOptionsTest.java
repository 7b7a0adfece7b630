package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SolveOptionsTest {
  @Test
  void intervalGrowsBetweenItsLimits() {
    SolveOptions options = new SolveOptions(5, 11, 0.2, 3);
    assertThat(options.interval(0)).isEqualTo(5);
    assertThat(options.interval(29)).isEqualTo(5);
    assertThat(options.interval(30)).isEqualTo(6);
    assertThat(options.interval(55)).isEqualTo(11);
    assertThat(options.interval(1L << 40)).isEqualTo(11);
  }

  @Test
  void defaultsAreThoseDocumented() {
    assertThat(SolveOptions.defaults()).isEqualTo(new SolveOptions(64, 4096, 0.125, 256, 1024));
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    assertThatThrownBy(() -> new SolveOptions(0, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("solve every 0 to 1 updates, expected 1 <= least <= greatest");
    assertThatThrownBy(() -> new SolveOptions(3, 2, 0, 0))
        .hasMessage("solve every 3 to 2 updates, expected 1 <= least <= greatest");
    assertThatThrownBy(() -> new SolveOptions(1, 1, 1.5, 0))
        .hasMessage("growth is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new SolveOptions(1, 1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("growth is NaN, expected 0 to 1");
    assertThatThrownBy(() -> new SolveOptions(1, 1, 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay is -1 entries, expected at least 0");
  }

  @Test
  void delaysLongerInALongLedger() {
    SolveOptions options = SolveOptions.defaults();
    assertThat(options.delay(0)).isEqualTo(256);
    assertThat(options.delay(1024)).isEqualTo(256);
    assertThat(options.delay(8000)).isEqualTo(2000);
    assertThat(options.delay(16_384)).isEqualTo(4096);
    assertThat(options.delay(Long.MAX_VALUE)).isEqualTo(4096);
    assertThat(new SolveOptions(1, 1, 0, 0).delay(1_000_000)).isZero();
  }
}
