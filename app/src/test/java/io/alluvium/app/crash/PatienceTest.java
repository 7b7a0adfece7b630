package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who moves has time; who stands still has not. */
class PatienceTest {
  private static final Duration NONE = Duration.ofNanos(-1);
  private static final Duration TICK = Duration.ofNanos(1);

  private final AtomicLong asked = new AtomicLong();

  @Test
  void givesUpWhatStandsStill() {
    assertThat(Patience.awaitWhileMoving(NONE, TICK, () -> 5, this::afterThree)).isFalse();
    assertThat(asked).hasValue(1);
  }

  @Test
  void waitsForWhatMoves() {
    assertThat(Patience.awaitWhileMoving(NONE, TICK, asked::get, this::afterThree)).isTrue();
    assertThat(asked).hasValue(3);
  }

  @Test
  void asksBeforeItGivesUp() {
    assertThat(Patience.await(NONE, TICK, () -> true)).isTrue();
    assertThat(Patience.await(NONE, TICK, () -> false)).isFalse();
  }

  private boolean afterThree() {
    return asked.incrementAndGet() == 3;
  }
}
