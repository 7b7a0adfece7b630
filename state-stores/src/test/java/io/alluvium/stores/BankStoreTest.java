package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class BankStoreTest {
  private final KeyValueStore<Bytes, byte[]> bytes = HeapStores.open();
  private final BankStore bank = new BankStore(bytes);
  private final RandomGenerator random = Seeds.random();

  @Test
  void keepsBothKindsUnderTheirIds() {
    BankValue sample = new BankSampleCodecTest().random(random);
    BankValue early = new BankEarlyLabelCodecTest().random(random);
    bank.put("s", sample);
    bank.put("e", early);
    assertThat(bank.get("s")).hasValue(sample);
    assertThat(bank.get("e")).hasValue(early);
    assertThat(bank.get("x")).isEmpty();
    bank.put("s", early);
    assertThat(bank.get("s")).hasValue(early);
    bank.delete("s");
    assertThat(bank.get("s")).isEmpty();
  }

  @Test
  void isAMapBeforeAndAfterItWasVisited() {
    Map<String, BankValue> expected = new TreeMap<>();
    BankValue[] values = {
      new BankSampleCodecTest().random(random), new BankEarlyLabelCodecTest().random(random)
    };
    for (int step = 0; step < 4000; step++) {
      String id = "id-" + random.nextInt(200);
      assertThat(bank.get(id)).isEqualTo(Optional.ofNullable(expected.get(id)));
      if (random.nextInt(3) == 0) {
        bank.delete(id);
        expected.remove(id);
      } else {
        BankValue value = values[random.nextInt(values.length)];
        bank.put(id, value);
        expected.put(id, value);
      }
      if (step % 1500 == 1000) {
        Map<String, BankValue> visited = new TreeMap<>();
        bank.forEach(visited::put);
        assertThat(visited).isEqualTo(expected);
      }
    }
  }

  @Test
  void visitsInTheOrderOfUtf8Bytes() {
    List<String> ids = List.of("", "Z", "a", "aa", "\u00fc", "\uff61", "\ud800\udf48");
    BankValue value = new BankSampleCodecTest().golden();
    ids.reversed().forEach(id -> bank.put(id, value));
    List<String> visited = new ArrayList<>();
    bank.forEach((id, visitedValue) -> {
      visited.add(id);
      assertThat(visitedValue).isEqualTo(value);
    });
    assertThat(visited).isEqualTo(ids);
    List<String> raw = new ArrayList<>();
    bank.forEachRaw((key, visitedBytes) -> {
      raw.add(new String(key, UTF_8));
      assertThat(visitedBytes).isEqualTo(BankCodec.encode(value));
    });
    assertThat(raw).isEqualTo(ids);
  }

  @Test
  void readsThroughAViewUntilAllIsWrittenSo() {
    BankValue.Sample sample = (BankValue.Sample) new BankSampleCodecTest().golden(3);
    BankValue early = new BankEarlyLabelCodecTest().random(random);
    List<String> ids = List.of("", "a", "a\u0000", "aa", "b", "\u00fc");
    ids.forEach(id -> bank.put(id, id.equals("b") ? early : sample));
    bank.readThrough(BankValue.Sample::settled);
    assertThat(bank.get("a")).hasValue(sample.settled());
    assertThat(bank.rewrite(Optional.empty(), 2)).containsExactly("", "a");
    assertThat(bank.rewrite(Optional.of("a"), 2)).containsExactly("a\u0000", "aa");
    bank.readThrough(UnaryOperator.identity());
    assertThat(bank.get("aa")).hasValue(sample.settled());
    assertThat(bank.get("\u00fc")).hasValue(sample);
    bank.readThrough(BankValue.Sample::settled);
    assertThat(bank.rewrite(Optional.of("aa"), 3)).containsExactly("b", "\u00fc");
    assertThat(bank.rewrite(Optional.of("\u00fc"), 3)).isEmpty();
    bank.readThrough(UnaryOperator.identity());
    assertThat(bank.get("b")).hasValue(early);
    assertThat(bank.get("\u00fc")).hasValue(sample.settled());
  }

  @Test
  void settledSampleKeepsAllButItsVector() {
    BankValue.Sample sample = (BankValue.Sample) new BankSampleCodecTest().golden(3);
    BankValue.Sample settled = sample.settled();
    bank.put("s", settled);
    assertThat(bank.get("s")).hasValue(settled);
    assertThat(settled.embedding()).isEmpty();
    assertThat(settled.assigned()).hasValue("noun.animal");
    assertThat(settled.label()).isEqualTo(sample.label());
  }

  @Test
  void aVectorOfAnotherDimensionThanTheOthersOfItsSpaceIsCorrupt() {
    BankValue.Sample sample = (BankValue.Sample) new BankSampleCodecTest().golden();
    BankValue.Sample wide =
        new BankValue.Sample(
            sample.space(),
            Optional.of(Values.embedding(random, 1 + sample.vector().orElseThrow().dim())),
            sample.source(),
            sample.offset(),
            sample.appendMillis(),
            sample.eventTime(),
            sample.domain(),
            sample.label());
    bytes.put(Bytes.wrap("wide".getBytes(UTF_8)), BankCodec.encode(wide));
    bank.put("s", sample);

    assertThatThrownBy(() -> bank.get("wide"))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageMatching("bank sample has dimension \\d+, others of its space have \\d+;.*");
    assertThatThrownBy(() -> bank.put("x", wide)).isInstanceOf(CorruptStateException.class);
    assertThat(bank.get("x")).isEmpty();
  }

  @Test
  void damageIsReportedWhereItIsRead() {
    bytes.put(Bytes.wrap("s".getBytes(UTF_8)), new byte[0]);
    assertThatThrownBy(() -> bank.get("s")).isInstanceOf(CorruptStateException.class);
    assertThatThrownBy(() -> bank.forEach((id, value) -> {}))
        .isInstanceOf(CorruptStateException.class);
  }
}
