package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose clock goes wrong by a year, and comes right again. */
class ClockJumpTest {
  private static final long YEAR = Duration.ofDays(365).toMillis();

  @TempDir private Path state;
  private LearnDriver learn;

  @BeforeEach
  void open() {
    Map<String, String> settings = new HashMap<>();
    settings.put(AlluviumConfig.BANK_UNLABELLED_TTL_MS, "1000");
    settings.put(AlluviumConfig.LABELS_EARLY_WAIT_MS, "1000");
    learn = new LearnDriver(state, settings).announced();
    learn.sample("labelled", Toy.axis(0));
    learn.label("labelled", "a", 1);
    learn.sample("unlabelled", Toy.axis(1));
    learn.label("early", "b", 1);
  }

  @AfterEach
  void close() {
    learn.close();
  }

  @Test
  void aheadItEndsEveryWaitAndCostsNothingThatWasLearnt() {
    String sums = learn.mark().get("sums_digest");
    learn.advance(YEAR);
    assertThat(learn.mark())
        .containsEntry("sums_digest", sums)
        .containsEntry("expired_samples", "1")
        .containsEntry("settled_samples", "0")
        .containsEntry("buried_labels", "1");
    assertThat(learn.reasons()).containsExactly("orphan-label");
    learn.label("labelled", "c", 2);
    assertThat(learn.counters()).as("it can still be corrected").containsEntry("corrections", 1L);
  }

  @Test
  void backItEndsNoWaitUntilTimeHasCaughtUp() {
    learn.advance(-YEAR);
    learn.sample("later", Toy.axis(2));
    learn.label("unlabelled", "b", 1);
    learn.sample("early", Toy.axis(1));
    assertThat(learn.counters())
        .containsEntry("labels", 3L)
        .doesNotContainKeys("expired_samples", "buried_labels");
    learn.advance(1001);
    assertThat(learn.counters()).as("by its own time").containsEntry("expired_samples", 1L);
  }

  /** What came while the clock was ahead must not hold up what came before and after. */
  @Test
  void aheadAndBackTimeLimitsGoOnForAllThatCameInBetweenButForThoseOfTheFuture() {
    learn.advance(YEAR);
    learn.sample("future", Toy.axis(2));
    learn.label("future label", "f", 1);
    learn.advance(-YEAR);
    learn.sample("present", Toy.axis(3));
    learn.label("present label", "p", 1);
    learn.advance(1001);
    assertThat(learn.counters())
        .as("the first two at the jump, the present ones now")
        .containsEntry("expired_samples", 2L)
        .containsEntry("buried_labels", 2L);
    learn.label("future", "a", 1);
    learn.sample("future label", Toy.axis(0));
    assertThat(learn.counters()).as("those of the future are there").containsEntry("labels", 3L);
  }

  @Test
  void flappingClockIsTheSameInAReplay() {
    for (int n = 0; n < 40; n++) {
      learn.advance(n % 2 == 0 ? YEAR : -YEAR + 300);
      learn.sample("s" + n, Toy.axis(n % 4));
      learn.label("s" + (n - 5), "class" + n % 3, 1);
      learn.label("s" + (n + 3), "class" + n % 3, 1);
    }
    Map<String, String> live = learn.mark();
    assertThat(live).doesNotContainEntry("expired_samples", "0");
    List<Map<String, String>> replayed = learn.replayedMarks();
    assertThat(replayed.getLast()).isEqualTo(live);
  }
}
