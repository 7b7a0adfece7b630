package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class HeapStoreTest {
  private final HeapStore store = new HeapStore("heap");

  private static Bytes key(String hex) {
    return Bytes.wrap(HexFormat.of().parseHex(hex));
  }

  private void put(String... keys) {
    for (String key : keys) {
      store.put(key(key), HexFormat.of().parseHex(key));
    }
  }

  private static List<String> keys(KeyValueIterator<Bytes, byte[]> iterator) {
    List<String> keys = new ArrayList<>();
    try (iterator) {
      while (iterator.hasNext()) {
        Bytes upcoming = iterator.peekNextKey();
        KeyValue<Bytes, byte[]> next = iterator.next();
        assertThat(next.key).isEqualTo(upcoming);
        keys.add(HexFormat.of().formatHex(next.value));
      }
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
    return keys;
  }

  private List<String> prefixed(String hex) {
    return keys(store.prefixScan(HexFormat.of().parseHex(hex), (topic, prefix) -> prefix));
  }

  @Test
  void keysAreInTheOrderOfUnsignedBytes() {
    put("ff", "7f", "80", "00", "7f00");
    assertThat(keys(store.all())).containsExactly("00", "7f", "7f00", "80", "ff");
    assertThat(store.approximateNumEntries()).isEqualTo(5);
  }

  @Test
  void rangeHasBothEnds() {
    put("01", "02", "03", "04");
    assertThat(keys(store.range(key("02"), key("03")))).containsExactly("02", "03");
    assertThat(keys(store.range(null, key("02")))).containsExactly("01", "02");
    assertThat(keys(store.range(key("03"), null))).containsExactly("03", "04");
  }

  @Test
  void prefixScanFindsAllThatBeginSo() {
    put("01ff", "02", "0200", "02ffff", "03");
    assertThat(prefixed("02")).containsExactly("02", "0200", "02ffff");
    assertThat(prefixed("01ff")).containsExactly("01ff");
  }

  @Test
  void prefixScanReachesTheEndWhereNoKeyCanFollow() {
    put("fe", "ff", "ffff00", "ffffff");
    assertThat(prefixed("ffff")).containsExactly("ffff00", "ffffff");
    assertThat(prefixed("feff")).isEmpty();
  }

  @Test
  void whatIsDeletedIsGone() {
    put("01", "02");
    assertThat(store.delete(key("01"))).containsExactly(1);
    store.put(key("02"), null);
    assertThat(store.get(key("01"))).isNull();
    assertThat(keys(store.all())).isEmpty();
  }
}
