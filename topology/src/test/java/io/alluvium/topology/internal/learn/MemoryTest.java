package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.Toy;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final MemoryLimits TIGHT = new MemoryLimits(8, 400, 6, 5, 300, 3);

  private static BankStore bank() {
    var store = Stores.inMemoryKeyValueStore("bank").get();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return new BankStore(store);
  }

  private static Memory open(BankStore bank) {
    return new Memory(bank, TIGHT, () -> Optional.of(Toy.space(1)));
  }

  /** Few ids and classes, so that all there is to meet meets often. */
  private static Body body(RandomGenerator random) {
    String id = "s" + random.nextInt(40);
    if (random.nextInt(3) == 0) {
      Body.View view = new Body.View(Toy.space(1).id(), Toy.near(random.nextInt(4), random));
      return new Body.Sample(id, "here", OptionalLong.empty(), Optional.empty(), List.of(view));
    }
    Optional<String> label =
        Optional.of("class" + random.nextInt(4)).filter(text -> random.nextInt(5) > 0);
    return new Body.Label(
        id, "here", label, random.nextInt(6), Optional.empty(), OptionalLong.empty());
  }

  @Test
  void openedAnewBeforeEveryEntryItJoinsAsIfItHadNeverBeenClosed() {
    RandomGenerator random = Seeds.random();
    BankStore kept = bank();
    BankStore reopened = bank();
    Memory memory = open(kept);
    List<String> kinds = new ArrayList<>();
    long nowMillis = 1000;
    for (int offset = 0; offset < 3000; offset++) {
      nowMillis += random.nextInt(20);
      LedgerEntry entry =
          new LedgerEntry(new Position(0, offset), nowMillis, Optional.empty(), body(random));
      Joined expected = memory.join(entry);
      assertThat(open(reopened).join(entry)).as("entry %d", offset).isEqualTo(expected);
      expected.counts().forEach(counter -> kinds.add(counter.name()));
    }
    assertThat(contents(reopened)).isEqualTo(contents(kept));
    assertThat(kinds)
        .as("all that can happen has happened")
        .contains(
            "PREDICTIONS",
            "DUPLICATES",
            "LABELS",
            "CORRECTIONS",
            "WITHDRAWALS",
            "CONFIRMATIONS",
            "STALE_LABELS",
            "EARLY_LABELS",
            "BURIED_LABELS",
            "REFUSED_LABELS",
            "EXPIRED_SAMPLES",
            "SETTLED_SAMPLES");
  }

  private static List<BankValue> contents(BankStore bank) {
    List<BankValue> contents = new ArrayList<>();
    bank.forEach((id, value) -> contents.add(value));
    return contents;
  }
}
