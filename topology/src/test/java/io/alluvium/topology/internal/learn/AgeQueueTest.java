package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgeQueueTest {
  @Test
  void nobodyIsOverdueWithinBothBounds() {
    AgeQueue queue = new AgeQueue(2, 100);
    assertThat(queue.pollOverdue(1_000_000)).isEmpty();
    queue.add(5, "a", 1000);
    queue.add(7, "b", 1000);
    assertThat(queue.pollOverdue(1100)).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void tooOldLeavesOldestFirst() {
    AgeQueue queue = new AgeQueue(10, 100);
    queue.add(9, "later", 1001);
    queue.add(5, "first", 1000);
    assertThat(queue.pollOverdue(1101)).hasValue("first");
    assertThat(queue.pollOverdue(1101)).isEmpty();
    assertThat(queue.pollOverdue(1102)).hasValue("later");
    assertThat(queue.size()).isZero();
  }

  @Test
  void tooManyLeaveOldestFirst() {
    AgeQueue queue = new AgeQueue(1, Long.MAX_VALUE);
    queue.add(3, "c", 0);
    queue.add(1, "a", 0);
    queue.add(2, "b", 0);
    assertThat(queue.pollOverdue(0)).hasValue("a");
    assertThat(queue.pollOverdue(0)).hasValue("b");
    assertThat(queue.pollOverdue(0)).isEmpty();
  }

  @Test
  void removedIsNeverOverdue() {
    AgeQueue queue = new AgeQueue(1, 0);
    queue.add(1, "a", 0);
    queue.add(2, "b", 0);
    queue.remove(1, "a");
    queue.remove(1, "b");
    queue.remove(99, "b");
    assertThat(queue.pollOverdue(0)).isEmpty();
    assertThat(queue.pollOverdue(1)).hasValue("b");
  }

  @Test
  void samplesOfOneEntryAreAllThere() {
    AgeQueue queue = new AgeQueue(1, Long.MAX_VALUE);
    queue.add(4, "later", 0);
    queue.add(3, "b", 0);
    queue.add(3, "a", 0);
    assertThat(queue.pollOverdue(0)).hasValue("a");
    assertThat(queue.pollOverdue(0)).hasValue("b");
    assertThat(queue.pollOverdue(0)).isEmpty();
  }

  /** Append times of a ledger may go back. */
  @Test
  void tooOldIsWhoseOwnTimeIsLongAgoWhateverStandsBefore() {
    AgeQueue queue = new AgeQueue(10, 100);
    queue.add(1, "from the future", 1_000_000);
    queue.add(2, "b", 1000);
    queue.add(3, "c", 1000);
    assertThat(queue.pollOverdue(1100)).isEmpty();
    assertThat(queue.pollOverdue(1101)).hasValue("b");
    assertThat(queue.pollOverdue(1101)).hasValue("c");
    assertThat(queue.pollOverdue(1101)).isEmpty();
    assertThat(queue.pollOverdue(1_000_101)).hasValue("from the future");
  }

  @Test
  void ofTooManyTheFirstInTheLedgerLeavesWhateverItsTime() {
    AgeQueue queue = new AgeQueue(1, 100);
    queue.add(1, "from the future", 1_000_000);
    queue.add(2, "b", 1000);
    assertThat(queue.pollOverdue(1100)).hasValue("from the future");
    assertThat(queue.pollOverdue(1100)).isEmpty();
  }
}
