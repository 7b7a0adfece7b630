package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class MomentStoreTest {
  private static final Space SPACE = space("ab");
  private static final Space OTHER = space("cd");

  private final KeyValueStore<Bytes, byte[]> bytes = HeapStores.open();
  private final MomentStore store = new MomentStore(bytes);
  private final PackedMoments moments = Values.moments(Seeds.random(), SPACE.dim());

  private static Space space(String digits) {
    return new Space(new SpaceId(digits.repeat(32)), 130, new Normalisation.L2());
  }

  @Test
  void nothingWrittenIsZero() {
    assertThat(store.get(SPACE)).isEqualTo(new PackedMoments(130));
  }

  @Test
  void findsAllBlocksOfASpaceAgain() {
    store.put(SPACE, moments);
    assertThat(keys()).hasSize(3);
    assertThat(store.get(SPACE)).isEqualTo(moments);
    assertThat(store.get(OTHER)).isEqualTo(new PackedMoments(130));
  }

  @Test
  void missingBlockIsRefused() {
    for (int missing = 0; missing < 3; missing++) {
      store.put(SPACE, moments);
      bytes.delete(keys().get(missing));
      assertThatThrownBy(() -> store.get(SPACE))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageStartingWith("second moment has 2 of 3 blocks");
    }
  }

  @Test
  void exchangedBlockIsRefused() {
    store.put(SPACE, moments);
    List<Bytes> keys = keys();
    bytes.put(keys.get(1), bytes.get(keys.get(0)));
    assertThatThrownBy(() -> store.get(SPACE))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining(
            "moment block is number 0 of dimension 130, expected number 1 of dimension 130");
  }

  private List<Bytes> keys() {
    List<Bytes> keys = new ArrayList<>();
    try (var all = bytes.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
