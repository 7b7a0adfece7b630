package io.alluvium.topology.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a task asks for commits. */
class CommitPaceTest {
  private static final long TICK = CommitPace.PERIOD.toNanos();

  private long nanos = 7;
  private final CommitPace pace = new CommitPace(() -> nanos);

  /** Returns after how many ticks of the given work a commit is asked for. */
  private int ticksUntilCommit(long workNanos) {
    for (int ticks = 1; ticks < 1000; ticks++) {
      work(workNanos);
      nanos += TICK - workNanos;
      if (pace.tick()) {
        pace.committed();
        return ticks;
      }
    }
    throw new AssertionError("no commit was asked for");
  }

  private void work(long workNanos) {
    pace.begin();
    nanos += workNanos;
    pace.end();
  }

  @Test
  void asksForNothingWhereNothingWasWritten() {
    for (int i = 0; i < 200; i++) {
      nanos += TICK;
      assertThat(pace.tick()).isFalse();
    }
  }

  @Test
  void firstRecordAfterARestIsCommittedWithTheNextTick() {
    nanos += Duration.ofSeconds(10).toNanos();
    assertThat(pace.tick()).isFalse();
    assertThat(ticksUntilCommit(TICK / 10)).isEqualTo(1);
  }

  @Test
  void taskWithTimeIsCommittedTenTimesASecond() {
    ticksUntilCommit(TICK / 10);
    assertThat(ticksUntilCommit(TICK / 10) * TICK).isEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void busyTaskIsCommittedOnceASecond() {
    ticksUntilCommit(TICK * 9 / 10);
    assertThat(ticksUntilCommit(TICK * 9 / 10) * TICK).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void shortPauseDoesNotMakeABusyTaskIdle() {
    ticksUntilCommit(TICK * 9 / 10);
    for (int round = 0; round < 8; round++) {
      work(TICK);
      assertThat(pace.tick()).isFalse();
      for (int pause = 0; pause < 4; pause++) {
        nanos += TICK;
        assertThat(pace.tick()).as("round %d, pause %d", round, pause).isFalse();
      }
    }
  }

  @Test
  void endOfABacklogIsCommittedSoon() {
    ticksUntilCommit(TICK * 9 / 10);
    work(TICK);
    assertThat(pace.tick()).isFalse();
    int ticks = 0;
    do {
      nanos += TICK;
      ticks++;
    } while (!pace.tick());
    assertThat(ticks * TICK).isEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void whatWasCommittedIsNotCommittedAgain() {
    work(1);
    pace.committed();
    nanos += Duration.ofSeconds(10).toNanos();
    assertThat(pace.tick()).isFalse();
  }
}
