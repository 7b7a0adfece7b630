package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.RecencyClock.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RecencyClockTest {
  private static final Recency SAMPLES =
      new Recency(Recency.Kind.WINDOW, Recency.Unit.SAMPLES, 160);

  /** A bucket of 1000 ms. */
  private static final Recency TIME =
      new Recency(Recency.Kind.HALF_LIFE, Recency.Unit.EVENT_TIME_MS, 2000);

  private RecencyClock clock = RecencyClock.START;

  private long place(Recency recency, OptionalLong millis) {
    Placed placed = clock.place(recency, millis);
    assertThat(placed.clock().period()).isGreaterThanOrEqualTo(clock.period());
    assertThat(placed.period()).isBetween(0L, placed.clock().period());
    clock = placed.clock();
    return placed.period();
  }

  private long at(long millis) {
    return place(TIME, OptionalLong.of(millis));
  }

  @Test
  void bucketsOfSamplesAreFullOneAfterTheOther() {
    List<Long> periods = new ArrayList<>();
    for (int n = 0; n < 35; n++) {
      periods.add(place(SAMPLES, OptionalLong.of(-n)));
    }
    for (int n = 0; n < 35; n++) {
      assertThat(periods.get(n)).isEqualTo(n / 10);
    }
  }

  @Test
  void withoutRecencyTheClockStands() {
    for (int n = 0; n < 100; n++) {
      assertThat(place(Recency.NONE, OptionalLong.of(n * 1_000_000L))).isZero();
    }
    assertThat(clock).isEqualTo(RecencyClock.START);
  }

  @Test
  void eventTimeMovesTheClockOnceEnoughSamplesAreLater() {
    at(500);
    for (int n = 1; n < 8; n++) {
      assertThat(at(1600 + n)).as("later sample %d", n).isZero();
    }
    assertThat(at(1700)).isEqualTo(1);
    assertThat(at(1499)).as("late, of the bucket before").isZero();
    assertThat(at(2400)).isEqualTo(1);
  }

  @Test
  void aGapIsCaughtUpWith() {
    at(0);
    int samples = 0;
    while (clock.period() < 10) {
      at(10_000);
      samples++;
    }
    assertThat(samples).isEqualTo(80);
    assertThat(at(10_999)).isEqualTo(10);
  }

  @Test
  void ofALongGapAllBucketsAreCaughtUpWith() {
    at(0);
    for (int n = 0; n < 8 * 17; n++) {
      at(1_000_000_000);
    }
    assertThat(clock.period()).isEqualTo(17);
    assertThat(at(1_000_000_000)).isEqualTo(17);
    assertThat(clock.votes()).as("it is there").isZero();
  }

  @Test
  void theUnitMayChange() {
    for (int n = 0; n < 100; n++) {
      place(SAMPLES, OptionalLong.of(1_700_000_000_000L + n));
    }
    long before = clock.period();
    for (int n = 0; n < 200; n++) {
      at(1_700_000_000_000L + n);
    }
    assertThat(clock.period()).isEqualTo(before + 17);
    for (int n = 0; n < 10; n++) {
      place(SAMPLES, OptionalLong.empty());
    }
    assertThat(clock.period()).isEqualTo(before + 18);
  }

  /** One in five is wrong, by as much as a timestamp can be, either way. */
  @Test
  void wrongTimestampsDoNotMoveTheClock() {
    RandomGenerator random = Seeds.random();
    for (int n = 0; n < 20_000; n++) {
      boolean wrong = n > 0 && random.nextInt(5) == 0;
      at(wrong ? (random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE) : n * 10L);
      assertThat(clock.period()).as("sample %d", n).isBetween(n / 100 - 2L, n / 100 + 2L);
    }
  }

  @Test
  void aWrongFirstTimestampIsForgotten() {
    at(Long.MAX_VALUE);
    for (int n = 0; n < 8; n++) {
      at(1000L * n);
    }
    for (int n = 8; n < 100; n++) {
      at(1000L * n);
    }
    assertThat(clock.period()).as("eight samples a bucket").isEqualTo(92 / 8);
  }

  @Test
  void samplesOlderThanAllBucketsAreOfTheOldest() {
    for (int n = 0; n < 400; n++) {
      at(n * 100L);
    }
    long now = clock.period();
    assertThat(now).isGreaterThan(30);
    assertThat(at(0)).isEqualTo(now - 16);
    assertThat(place(TIME, OptionalLong.empty())).as("without a time").isEqualTo(now);
  }

  @Test
  void rejectsWhatNoClockCanBe() {
    assertThatThrownBy(() -> new RecencyClock(-1, OptionalLong.empty(), 0, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "clock has period -1 and 0 votes, expected at least 0 and fewer than 8 either way");
    assertThatThrownBy(() -> new RecencyClock(0, OptionalLong.empty(), 8, OptionalLong.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecencyClock(0, OptionalLong.empty(), 2, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clock has 2 votes, the nearest of them is OptionalLong.empty");
    assertThatThrownBy(() -> new Recency(Recency.Kind.WINDOW, Recency.Unit.SAMPLES, 127))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length of recency is 127, expected 128 to 72057594037927936");
  }
}
