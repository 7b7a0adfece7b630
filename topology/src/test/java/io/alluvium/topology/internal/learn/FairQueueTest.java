package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.topology.Seeds;
import io.alluvium.topology.internal.learn.FairQueue.Entry;
import io.alluvium.topology.internal.learn.FairQueue.Surplus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final long NO_AGE = Long.MAX_VALUE;

  @Test
  void largestGroupLosesItsLowestRank() {
    FairQueue queue = new FairQueue(3, NO_AGE);
    queue.add(entry(1, "small", 0));
    queue.add(entry(2, "large", 9));
    queue.add(entry(3, "large", 7));
    assertThat(queue.pollSurplus()).isEmpty();
    queue.add(entry(4, "large", 8));
    assertThat(queue.pollSurplus()).hasValue(new Surplus("3", "large", 3));
    assertThat(queue.pollSurplus()).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void lowestOffsetLeavesOfEqualRanks() {
    FairQueue queue = new FairQueue(1, NO_AGE);
    queue.add(entry(8, "g", 0));
    queue.add(entry(5, "g", 0));
    queue.add(entry(6, "g", 0));
    assertThat(surplus(queue)).containsExactly("5", "6");
  }

  @Test
  void ofEquallyLargeGroupsTheOneWithTheLowestRankLoses() {
    FairQueue queue = new FairQueue(3, NO_AGE);
    queue.add(entry(1, "a", 4));
    queue.add(entry(2, "a", 5));
    queue.add(entry(3, "b", 3));
    queue.add(entry(4, "b", 6));
    assertThat(surplus(queue)).containsExactly("3");
  }

  @Test
  void entriesOfOneOffsetAreAllThere() {
    FairQueue queue = new FairQueue(1, 100);
    queue.add(new Entry(3, "b", 1000, "g", 0));
    queue.add(new Entry(3, "a", 1000, "g", 0));
    queue.add(new Entry(3, "c", 1000, "g", 0));
    assertThat(queue.size()).isEqualTo(3);
    assertThat(surplus(queue)).containsExactly("a", "b");
    assertThat(queue.pollTooOld(1101)).hasValue("c");
  }

  @Test
  void tooOldLeavesWhateverItsGroup() {
    FairQueue queue = new FairQueue(9, 100);
    queue.add(new Entry(1, "1", 5000, "large", 0));
    queue.add(new Entry(2, "2", 5000, "large", 0));
    queue.add(new Entry(3, "3", 1000, "small", 0));
    assertThat(queue.pollTooOld(1100)).isEmpty();
    assertThat(queue.pollTooOld(1101)).hasValue("3");
    assertThat(queue.pollTooOld(1101)).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void removedOrReplacedIsNotCountedTwice() {
    FairQueue queue = new FairQueue(2, 100);
    queue.add(entry(1, "a", 0));
    queue.add(entry(2, "a", 0));
    queue.add(entry(2, "b", 0));
    queue.remove("99");
    assertThat(queue.pollSurplus()).isEmpty();
    queue.add(entry(3, "b", 0));
    queue.remove("2");
    assertThat(queue.pollSurplus()).isEmpty();
    queue.add(entry(4, "b", 0));
    assertThat(queue.pollSurplus()).hasValue(new Surplus("3", "b", 2));
    queue.remove("1");
    queue.remove("4");
    assertThat(queue.size()).isZero();
    assertThat(queue.pollTooOld(Long.MAX_VALUE)).isEmpty();
  }

  /** After a restart the bank is read in the order of ids. */
  @Test
  void whatLeavesDoesNotDependOnTheOrderOfAdding() {
    Random random = new Random(Seeds.random().nextLong());
    List<Entry> entries = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      entries.add(entry(n, "g" + random.nextInt(9) * random.nextInt(9), random.nextInt(5)));
    }
    FairQueue first = filled(entries);
    Collections.shuffle(entries, random);
    assertThat(surplus(filled(entries))).isEqualTo(surplus(first)).hasSize(150);
  }

  private static FairQueue filled(List<Entry> entries) {
    FairQueue queue = new FairQueue(50, NO_AGE);
    entries.forEach(queue::add);
    return queue;
  }

  private static List<String> surplus(FairQueue queue) {
    List<String> ids = new ArrayList<>();
    for (Optional<Surplus> next = queue.pollSurplus();
        next.isPresent();
        next = queue.pollSurplus()) {
      ids.add(next.get().id());
    }
    return ids;
  }

  private static Entry entry(long offset, String group, long rank) {
    return new Entry(offset, Long.toString(offset), 0, group, rank);
  }
}
