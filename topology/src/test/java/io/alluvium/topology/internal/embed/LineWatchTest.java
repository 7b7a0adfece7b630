package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When an incomplete batch is embedded, and when a commit does not wait for its interval. */
class LineWatchTest {
  private long nanos;
  private final LineWatch watch = new LineWatch(20, () -> nanos);

  @Test
  void ticksTwiceInTheLongestWait() {
    assertThat(watch.period()).isEqualTo(Duration.ofMillis(10));
    assertThat(new LineWatch(1, () -> nanos).period()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void lineThatStoodForTwoTicksHasWaited() {
    assertThat(watch.tick(true)).isFalse();
    assertThat(watch.tick(true)).isTrue();
  }

  @Test
  void lineThatMovedOnHasNotWaited() {
    assertThat(watch.tick(true)).isFalse();
    watch.written(true);
    assertThat(watch.tick(true)).as("others, since the batch").isFalse();
    watch.committed(false);
    assertThat(watch.tick(true)).as("others, since the commit").isFalse();
    assertThat(watch.tick(true)).isTrue();
  }

  private void fullBatch(Duration time) {
    watch.writing();
    nanos += time.toNanos();
    watch.written(true);
  }

  @Test
  void afterAFullBatchTheNextMayFillForAnEighthOfItsTime() {
    fullBatch(Duration.ofMillis(400));
    for (int tick = 1; tick < 5; tick++) {
      assertThat(watch.tick(true)).as("tick %d", tick).isFalse();
    }
    assertThat(watch.tick(true)).as("50 ms").isTrue();
  }

  @Test
  void afterANearlyFullOneThatACommitWroteToo() {
    fullBatch(Duration.ofMillis(400));
    ticks(20);
    watch.committed(true);
    assertThat(watch.tick(true)).isFalse();
    assertThat(watch.tick(true)).isFalse();
    watch.committed(false);
    ticks(20);
    assertThat(watch.tick(true)).isFalse();
    assertThat(watch.tick(true)).as("not busy any more").isTrue();
  }

  @Test
  void aShortBatchDoesNotShortenTheWait() {
    fullBatch(Duration.ofMillis(1));
    assertThat(watch.tick(true)).isFalse();
    assertThat(watch.tick(true)).isTrue();
  }

  @Test
  void aCommitIsForeseenByTheTimeOfTheLastFullBatch() {
    long batch = LineWatch.BUSY.dividedBy(4).toNanos();
    fullBatch(Duration.ofNanos(batch));
    watch.committed(false);
    nanos += 3 * batch - 1;
    assertThat(watch.isCommitDueAfterBatch()).isFalse();
    nanos++;
    assertThat(watch.isCommitDueAfterBatch()).isTrue();
    watch.committed(true);
    assertThat(watch.isCommitDueAfterBatch()).isFalse();
  }

  @Test
  void emptyLineHasNotWaited() {
    assertThat(watch.tick(false)).isFalse();
    assertThat(watch.tick(false)).isFalse();
  }

  @Test
  void whatAnIncompleteBatchWroteIsCommittedSoon() {
    watch.written(false);
    ticks(9);
    assertThat(watch.wantsCommit()).isFalse();
    ticks(1);
    assertThat(watch.wantsCommit()).isTrue();
  }

  @Test
  void busyLineIsCommittedBetweenBatches() {
    nanos = LineWatch.BUSY.toNanos() - 1;
    assertThat(watch.written(true)).isFalse();
    nanos++;
    assertThat(watch.written(false)).as("not busy").isFalse();
    assertThat(watch.written(true)).isTrue();
    watch.committed(false);
    assertThat(watch.written(true)).as("just committed").isFalse();
    nanos += LineWatch.BUSY.toNanos();
    assertThat(watch.written(true)).isTrue();
  }

  @Test
  void ticksDoNotCommitABusyLine() {
    watch.written(true);
    for (int batch = 0; batch < 50; batch++) {
      ticks(2);
      watch.written(false);
      assertThat(watch.wantsCommit()).isFalse();
      watch.written(true);
    }
  }

  @Test
  void whatTheLastFullBatchWroteIsCommittedSoon() {
    watch.written(true);
    ticks(10);
    assertThat(watch.wantsCommit()).isTrue();
  }

  @Test
  void nothingIsCommittedTwice() {
    watch.written(false);
    watch.committed(false);
    ticks(100);
    assertThat(watch.wantsCommit()).as("nothing written since").isFalse();
    watch.written(false);
    assertThat(watch.wantsCommit()).as("long since the last one").isTrue();
    watch.committed(false);
    assertThat(watch.wantsCommit()).isFalse();
  }

  private void ticks(int count) {
    IntStream.range(0, count).forEach(i -> watch.tick(false));
  }
}
