package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Recency;
import io.alluvium.stores.ClockStore;
import io.alluvium.stores.ConfidenceStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.topology.BankPolicy;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.Toy;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryTest {
  private static MemoryLimits tight(BankPolicy policy) {
    return new MemoryLimits(
        8,
        400,
        new Retention(policy, 5, 6, 900),
        5,
        300,
        3,
        4,
        new AnnotatorLimit(9, 150, 3),
        1 << 20);
  }

  private record Stores(HeapStore bank, HeapStore progress, HeapStore imports) {
    static Stores empty() {
      return new Stores(new HeapStore("bank"), new HeapStore("progress"), new HeapStore("imports"));
    }
  }

  private static Memory open(Stores stores, BankPolicy policy) {
    return new Memory(
        MemoryStores.of(
            stores.bank(), stores.progress(), stores.imports(), new HeapStore("transitions")),
        new SampleClock(
            new Recency(Recency.Kind.WINDOW, Recency.Unit.SAMPLES, 160),
            new ClockStore(stores.progress())),
        tight(policy),
        new TreeSet<>(CommandType.names()),
        new HeadDesk(
            new HeadPanel(List.of(Heads.named("plda", HeadOptions.defaults()))),
            Heads.named("plda", HeadOptions.defaults()),
            () -> Optional.of("plda")),
        Swaps.none(),
        new CandidateDesk(id -> Optional.empty()),
        () -> Optional.of(Toy.space(1)));
  }

  /** Few ids and classes, so that all there is to meet meets often. */
  private static Body body(RandomGenerator random) {
    String id = "s" + random.nextInt(40);
    if (random.nextInt(15) == 0) {
      return command(random, id);
    }
    if (random.nextInt(3) == 0) {
      Body.View view = new Body.View(Toy.space(1).id(), Toy.near(random.nextInt(4), random));
      return new Body.Sample(id, "here", OptionalLong.empty(), Optional.empty(), List.of(view));
    }
    Optional<Assignment> label =
        Optional.of(new Assignment("class" + random.nextInt(4), random.nextInt(1, 3)))
            .filter(assignment -> random.nextInt(5) > 0);
    Optional<String> annotator =
        Optional.of("ann" + random.nextInt(4)).filter(name -> random.nextInt(3) > 0);
    String source = "source" + random.nextInt(3);
    return new Body.Label(id, source, label, random.nextInt(30), annotator, OptionalLong.empty());
  }

  private static Body command(RandomGenerator random, String sampleId) {
    String from = "class" + random.nextInt(4);
    String to = "class" + random.nextInt(4);
    String id = "command" + random.nextInt(400);
    return switch (random.nextInt(9)) {
      case 0 -> command(id, "FORGET", Map.of("sample", sampleId));
      case 1 -> command(id, "FORGET", Map.of("class", from));
      case 2 -> command(id, "RELABEL", Map.of("sample", sampleId, "to", to));
      case 3 -> command(id, "RENAME", Map.of("from", from, "to", to));
      case 4 -> command(id, "MERGE", Map.of("from", from, "to", to));
      case 5 -> command(id, "SPLIT", Map.of("class", from, "by", "source"));
      case 6 -> command(id, "FREEZE", Map.of("class", from));
      case 7 -> command(id, "UNFREEZE", Map.of("class", to));
      default -> command(id, "FORGET", Map.of("annotator", "ann", "dry_run", "true"));
    };
  }

  private static Body command(String id, String type, Map<String, String> arguments) {
    return new Body.Command(id, type, arguments, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void openedAnewBeforeEveryEntryItJoinsAsIfItHadNeverBeenClosed(BankPolicy policy) {
    RandomGenerator random = Seeds.random();
    Stores kept = Stores.empty();
    Stores reopened = Stores.empty();
    Memory memory = open(kept, policy);
    List<String> kinds = new ArrayList<>();
    long nowMillis = 1000;
    for (int offset = 0; offset < 4000; offset++) {
      nowMillis += random.nextInt(20);
      LedgerEntry entry =
          new LedgerEntry(new Position(0, offset), nowMillis, Optional.empty(), body(random));
      Joined expected = memory.join(entry);
      assertThat(open(reopened, policy).join(entry)).as("entry %d", offset).isEqualTo(expected);
      answered(expected, kept, reopened);
      expected.counts().forEach(counter -> kinds.add(counter.name()));
    }
    assertThat(contents(reopened.bank())).isEqualTo(contents(kept.bank()));
    assertThat(contents(reopened.progress())).isEqualTo(contents(kept.progress()));
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
            "SETTLED_SAMPLES",
            "COMMANDS",
            "REFUSED_COMMANDS");
  }

  /** How sure the model was becomes known once an entry is joined. */
  private static void answered(Joined joined, Stores... all) {
    if (joined.outcome() instanceof Outcome.Accepted) {
      long offset = joined.entry().position().offset();
      for (Stores stores : all) {
        new ConfidenceStore(stores.progress()).put(offset, offset * 31 % 101 / 100.0);
      }
    }
  }

  private static List<String> contents(HeapStore store) {
    List<String> contents = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(
          entry -> contents.add(entry.key + "=" + HexFormat.of().formatHex(entry.value)));
    }
    return contents;
  }
}
