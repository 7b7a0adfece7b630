package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.ImportStore;
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
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final MemoryLimits TIGHT = new MemoryLimits(8, 400, 6, 5, 300, 3, 4, 1 << 20);

  private record Stores(HeapStore bank, HeapStore commands, HeapStore imports) {
    static Stores empty() {
      return new Stores(new HeapStore("bank"), new HeapStore("progress"), new HeapStore("imports"));
    }
  }

  private static Memory open(Stores stores) {
    return new Memory(
        new BankStore(stores.bank()),
        new CommandStore(stores.commands()),
        new ImportStore(stores.imports()),
        TIGHT,
        new TreeSet<>(CommandType.names()),
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
    Optional<String> label =
        Optional.of("class" + random.nextInt(4)).filter(text -> random.nextInt(5) > 0);
    return new Body.Label(
        id, "here", label, random.nextInt(6), Optional.empty(), OptionalLong.empty());
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

  @Test
  void openedAnewBeforeEveryEntryItJoinsAsIfItHadNeverBeenClosed() {
    RandomGenerator random = Seeds.random();
    Stores kept = Stores.empty();
    Stores reopened = Stores.empty();
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
    assertThat(contents(reopened.bank())).isEqualTo(contents(kept.bank()));
    assertThat(contents(reopened.commands())).isEqualTo(contents(kept.commands()));
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

  private static List<String> contents(HeapStore store) {
    List<String> contents = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(
          entry -> contents.add(entry.key + "=" + HexFormat.of().formatHex(entry.value)));
    }
    return contents;
  }
}
