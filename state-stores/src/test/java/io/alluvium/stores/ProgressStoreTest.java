package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.Space;
import org.junit.jupiter.api.Test;

class ProgressStoreTest {
  private final ProgressStore store = new ProgressStore(HeapStores.open());

  @Test
  void beginsAtTheBeginning() {
    Progress progress = store.progress();
    assertThat(progress.learner()).isEqualTo(LearnerProgress.START);
    assertThat(progress.lastOffset()).isEqualTo(-1);
    assertThat(progress.chain().hex()).isEqualTo("0".repeat(64));
    for (Counter counter : Counter.values()) {
      assertThat(progress.tally().get(counter)).isZero();
    }
    assertThat(store.space()).isEmpty();
  }

  @Test
  void keepsPlaceAndSpaceApart() {
    ProgressCodecTest codec = new ProgressCodecTest();
    Progress progress = codec.golden();
    Space space = new SpaceCodecTest().golden();
    store.put(progress);
    store.put(space);
    assertThat(codec.view(store.progress())).isEqualTo(codec.view(progress));
    assertThat(store.space()).hasValue(space);
  }

  @Test
  void tallyCounts() {
    Tally tally = new Tally();
    tally.increment(Counter.LABELS);
    tally.increment(Counter.LABELS);
    assertThat(tally.get(Counter.LABELS)).isEqualTo(2);
    assertThat(tally.get(Counter.SAMPLES)).isZero();
  }
}
