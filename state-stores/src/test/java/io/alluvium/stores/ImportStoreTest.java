package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ImportStoreTest {
  private final KeyValueStore<Bytes, byte[]> bytes = HeapStores.open();
  private final ImportStore store = new ImportStore(bytes);

  private static Snapshot rest() {
    Space space = new Space(new SpaceId("ab".repeat(32)), 2, new Normalisation.L2());
    SufficientStatistics statistics = new SufficientStatistics(space);
    statistics.add("a", Embedding.of((short) 1, (short) 2));
    return new Snapshot(statistics, Map.of());
  }

  private long size() {
    List<Bytes> keys = new ArrayList<>();
    store.forEachRaw((key, value) -> keys.add(Bytes.wrap(key)));
    return keys.size();
  }

  @Test
  void collectsPartsInTheirOrderUntilTheyAreDropped() {
    assertThat(store.collection()).isEmpty();
    assertThat(store.parts()).isEmpty();
    store.append("x", new byte[] {1});
    store.append("x", new byte[] {2, 3});
    assertThat(store.collection()).hasValue(new ImportStore.Collection("x", 2, 3));
    assertThat(store.parts()).containsExactly(new byte[] {1}, new byte[] {2, 3});
    store.drop();
    assertThat(size()).isZero();
  }

  @Test
  void remembersWhatWasImportedAndItsRest() {
    store.put("x", 41, Optional.of(rest()));
    store.put("x/0", 43, Optional.empty());
    List<String> ids = new ArrayList<>();
    store.forEachImported((id, imported) -> ids.add(id + "@" + imported.offset()));
    assertThat(ids).containsExactly("x@41", "x/0@43");
    assertThat(store.rest("x").orElseThrow().statistics().digest())
        .isEqualTo(rest().statistics().digest());
    assertThat(store.rest("x/0")).isEmpty();
    store.delete("x/0");
    assertThat(store.rest("x")).isPresent();
    store.delete("x");
    assertThat(size()).isZero();
  }

  @Test
  void missingPartIsCorrupt() {
    store.append("x", new byte[] {1});
    store.append("x", new byte[] {2});
    bytes.delete(Bytes.wrap(new byte[] {'p', 'a', 'r', 't', '/', 0, 0, 0, 1}));
    assertThatThrownBy(store::parts)
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("part 1 of 2 is missing");
  }
}
