package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.LabelUpdate;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WalStoreTest {
  private final WalStore wal = new WalStore(HeapStores.open());
  private final RandomGenerator random = Seeds.random();

  @Test
  void givesWhatCameAfterInOrder() {
    for (long sequence : new long[] {300, 255, 1, 256, 2, 257}) {
      wal.append(update(sequence));
    }
    assertThat(sequences(wal.after(0))).containsExactly(1L, 2L, 255L, 256L, 257L, 300L);
    assertThat(sequences(wal.after(255))).containsExactly(256L, 257L, 300L);
    assertThat(wal.after(300)).isEmpty();
  }

  @Test
  void forgetsWhatIsDeleted() {
    wal.append(update(1));
    wal.append(update(2));
    wal.delete(1);
    assertThat(sequences(wal.after(0))).containsExactly(2L);
  }

  @Test
  void givesTheUpdatesThemselves() {
    LabelUpdate update = update(7);
    wal.append(update);
    assertThat(wal.after(6)).containsExactly(update);
  }

  private LabelUpdate update(long sequence) {
    LabelUpdate any = new LabelUpdateCodecTest().random(random);
    return new LabelUpdate(sequence, any.entry(), any.offset(), any.change());
  }

  private static List<Long> sequences(List<LabelUpdate> updates) {
    return updates.stream().map(LabelUpdate::sequence).toList();
  }
}
