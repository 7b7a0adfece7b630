package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.SpaceId;
import io.alluvium.topology.HeapRegistry;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A ledger that is written by hand, and runs of LEARN over it. */
final class WrittenLedger {
  private final WireSerdes serdes = HeapRegistry.serdes();
  private final Map<String, String> settings;
  private final List<byte[]> entries = new ArrayList<>();

  /**
   * Starts empty.
   *
   * @param settings of all runs
   */
  WrittenLedger(Map<String, String> settings) {
    this.settings = settings;
  }

  int size() {
    return entries.size();
  }

  void append(Body body) {
    entries.add(
        serdes
            .ledgerEntry()
            .serializer()
            .serialize(
                "ledger",
                LedgerFormat.toAvro(new Unsequenced(Optional.empty(), body, OptionalInt.empty()))));
  }

  void sample(String id, String source, SpaceId space, Embedding embedding) {
    append(
        new Body.Sample(
            id,
            source,
            OptionalLong.empty(),
            Optional.empty(),
            List.of(new Body.View(space, embedding))));
  }

  void label(String id, String source, String label) {
    append(
        new Body.Label(
            id,
            source,
            Optional.of(Assignment.of(label)),
            1,
            Optional.empty(),
            OptionalLong.empty()));
  }

  void command(String type, Map<String, String> arguments) {
    append(new Body.Command(type + entries.size(), type, arguments, Optional.empty()));
  }

  /**
   * Folds the whole ledger.
   *
   * @param changed settings that are others than those of all runs
   * @param commit entries between two commits; 0 commits once at the end
   * @param restarts whether the task is opened anew after each commit
   */
  LedgerRun run(Map<String, String> changed, int commit, boolean restarts) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(changed);
    return LedgerRun.of(all, serdes, entries, commit, restarts);
  }

  /** Folds the whole ledger, from a place on under other settings. */
  LedgerRun run(int place, Map<String, String> changed) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(changed);
    return LedgerRun.of(settings, all, serdes, entries, place);
  }
}
