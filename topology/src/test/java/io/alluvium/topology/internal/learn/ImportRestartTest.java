package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Recency;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.stores.ClockStore;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.Toy;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task that is opened again after each entry of an import against one that was never closed. */
class ImportRestartTest {
  private final List<HeapStore> kept = stores();
  private final List<HeapStore> reopened = stores();

  private static List<HeapStore> stores() {
    return List.of(new HeapStore("bank"), new HeapStore("progress"), new HeapStore("imports"));
  }

  private static Memory open(List<HeapStore> stores, String maxLabelled) {
    return new Memory(
        MemoryStores.of(stores.get(0), stores.get(1), stores.get(2), new HeapStore("transitions")),
        new SampleClock(
            new Recency(Recency.Kind.NONE, Recency.Unit.SAMPLES, 160),
            new ClockStore(stores.get(1))),
        MemoryLimits.of(new AlluviumConfig(Map.of(AlluviumConfig.BANK_MAX_LABELLED, maxLabelled))),
        new TreeSet<>(CommandType.names()),
        new HeadDesk(
            new HeadPanel(List.of(Heads.named("plda", HeadOptions.defaults()))),
            Heads.named("plda", HeadOptions.defaults()),
            () -> Optional.of("plda")),
        Swaps.none(),
        new CandidateDesk(id -> Optional.empty()),
        () -> Optional.of(Toy.space(1)));
  }

  /** More than two parts, and a rest that belongs to none of the samples. */
  private static List<byte[]> parts() {
    SufficientStatistics statistics = new SufficientStatistics(Toy.space(1));
    Map<String, BankValue.Sample> samples = new TreeMap<>();
    for (int n = 0; n < 3000; n++) {
      Embedding embedding = Toy.axis(n % Toy.DIM);
      Assignment label = new Assignment("class-" + n % 3, 1 + n % 4);
      statistics.add(label, embedding);
      samples.put(
          "s" + n,
          new BankValue.Sample(
              Toy.space(1).id(),
              Optional.of(embedding),
              "x".repeat(512),
              n,
              1000,
              OptionalLong.empty(),
              Optional.empty(),
              Optional.of(new LabelState(Optional.of(label), 1, Optional.empty()))));
    }
    statistics.add("rest", Toy.axis(1));
    byte[] digest = statistics.digest();
    List<byte[]> parts = new ArrayList<>(new Snapshot(statistics, samples).toParts());
    parts.add(digest);
    return parts;
  }

  private static List<Body> bodies() {
    List<byte[]> parts = parts();
    String sums = hex(parts.removeLast());
    assertThat(parts).hasSizeGreaterThan(2);
    List<Body> bodies = new ArrayList<>();
    MessageDigest all = HashChain.sha256();
    for (int number = 0; number < parts.size(); number++) {
      byte[] sha256 = HashChain.sha256().digest(parts.get(number));
      all.update(sha256);
      bodies.add(
          new Body.Command(
              "p" + number,
              "IMPORT_PART",
              Map.of("snapshot", "x", "part", Integer.toString(number), "sha256", hex(sha256)),
              Optional.empty(),
              Optional.of(ByteBuffer.wrap(parts.get(number)))));
    }
    bodies.add(
        command(
            "IMPORT",
            Map.of(
                "snapshot",
                "x",
                "format",
                "1",
                "parts",
                Integer.toString(parts.size()),
                "digest",
                hex(all.digest()),
                "sums_digest",
                sums)));
    bodies.add(command("RENAME", Map.of("from", "rest", "to", "best")));
    bodies.add(command("FORGET", Map.of("sample", "s7")));
    bodies.add(
        new Body.Label("s2990", "x", Optional.empty(), 9, Optional.empty(), OptionalLong.empty()));
    bodies.add(command("SPLIT", Map.of("class", "class-1", "by", "annotator")));
    bodies.add(command("FORGET", Map.of("snapshot", "x")));
    return bodies;
  }

  private static Body.Command command(String type, Map<String, String> arguments) {
    return new Body.Command(type + arguments.hashCode(), type, arguments, Optional.empty());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Where the oldest samples are settled, they cannot be taken out any more. */
  @ParameterizedTest
  @CsvSource({"0, Amended", "2500, Settled"})
  void restartsLeaveNoTrace(String maxLabelled, String last) {
    Memory memory = open(kept, maxLabelled);
    long offset = 5000;
    List<String> outcomes = new ArrayList<>();
    for (Body body : bodies()) {
      LedgerEntry entry = new LedgerEntry(new Position(0, offset++), 2000, Optional.empty(), body);
      Joined one = memory.join(entry);
      Joined other = open(reopened, maxLabelled).join(entry);
      assertThat(other.notices()).isEqualTo(one.notices());
      assertThat(other.counts()).isEqualTo(one.counts());
      for (int store = 0; store < kept.size(); store++) {
        assertThat(bytes(reopened.get(store))).isEqualTo(bytes(kept.get(store)));
      }
      outcomes.add(one.outcome().getClass().getSimpleName());
    }
    assertThat(outcomes).contains("Amended", "Relabelled").endsWith(last);
  }

  private static String bytes(HeapStore store) {
    MessageDigest sha256 = HashChain.sha256();
    try (var entries = store.all()) {
      entries.forEachRemaining(entry -> {
        sha256.update(entry.key.get());
        sha256.update(entry.value);
      });
    }
    return hex(sha256.digest());
  }
}
