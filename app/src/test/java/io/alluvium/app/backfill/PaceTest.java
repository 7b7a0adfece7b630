package io.alluvium.app.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;
  private final AtomicLong clock = new AtomicLong(-5);

  private int after(Pace pace, double seconds) {
    clock.addAndGet((long) (seconds * SECOND));
    return pace.take();
  }

  @Test
  void givesSoManyASecondHoweverOftenItIsAsked() {
    Pace pace = new Pace(30, clock::get);
    int given = pace.take();
    assertThat(given).isZero();
    for (int n = 0; n < 100; n++) {
      given += after(pace, 0.07);
    }
    assertThat(given).isBetween(209, 210);
  }

  @Test
  void keepsWhatWasNotUsedForASecond() {
    assertThat(after(new Pace(30, clock::get), 100)).isEqualTo(30);
  }

  @Test
  void givesOneInManySecondsWhereItIsSlow() {
    Pace pace = new Pace(0.25, clock::get);
    assertThat(after(pace, 2)).isZero();
    assertThat(after(pace, 2)).isEqualTo(1);
    assertThat(after(pace, 100)).isEqualTo(1);
  }
}
