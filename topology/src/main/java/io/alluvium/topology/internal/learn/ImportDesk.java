package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.ImportStore;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Receives snapshots of other deployments part by part, and adds them: wholly or not at all. Not
 * thread-safe.
 *
 * <p>At most one snapshot is received at a time: the first part of another one takes its place.
 */
final class ImportDesk {
  private final BankStore bank;
  private final ImportStore store;
  private final Layers layers;
  private final MemoryLimits limits;
  private final StoredSamples samples;
  private final LabelCensus census;
  private final Frozen frozen;
  private final SampleClock clock;
  private final Supplier<Optional<Space>> space;

  ImportDesk(
      BankStore bank,
      ImportStore store,
      Layers layers,
      MemoryLimits limits,
      StoredSamples samples,
      LabelCensus census,
      Frozen frozen,
      SampleClock clock,
      Supplier<Optional<Space>> space) {
    this.bank = bank;
    this.store = store;
    this.layers = layers;
    this.limits = limits;
    this.samples = samples;
    this.census = census;
    this.frozen = frozen;
    this.clock = clock;
    this.space = space;
  }

  /**
   * Takes the next part and returns how many bytes are here now.
   *
   * @throws RefusedCommandException if it is damaged, not the next one, or too much; those before
   *     it are dropped unless they are of another snapshot
   */
  long receive(Instruction.ImportPart part) {
    if (part.part() == 0) {
      drop();
    }
    Optional<ImportStore.Collection> before =
        store.collection().filter(c -> c.snapshot().equals(part.snapshot()));
    int expected = before.map(ImportStore.Collection::end).orElse(0);
    byte[] content = new byte[part.content().remaining()];
    part.content().duplicate().get(content);
    long bytes = before.map(ImportStore.Collection::bytes).orElse(0L) + content.length;
    try {
      check(part, expected, content, bytes);
    } catch (RefusedCommandException e) {
      if (before.isPresent()) {
        drop();
      }
      throw e;
    }
    store.append(part.snapshot(), content);
    return bytes;
  }

  private void check(Instruction.ImportPart part, int expected, byte[] content, long bytes) {
    if (part.part() != expected) {
      throw new RefusedCommandException(
          "part "
              + part.part()
              + " of snapshot '"
              + part.snapshot()
              + "' came where part "
              + expected
              + " was expected: send all parts again in their order");
    }
    if (bytes > limits.maxImportBytes()) {
      throw new RefusedCommandException(
          "snapshot '"
              + part.snapshot()
              + "' has more than "
              + limits.maxImportBytes()
              + " bytes, which is the limit of one import");
    }
    try {
      Snapshot.check(content);
    } catch (CorruptStateException e) {
      throw new RefusedCommandException(e.fault());
    }
  }

  /** Forgets the parts that are here; nothing of them is left on the disk. */
  void drop() {
    if (store.collection().isPresent()) {
      store.drop();
      store.erase();
    }
  }

  /** Returns the ledger offset at which a snapshot was imported, if it was. */
  Optional<Long> imported(String snapshot) {
    return layers.offset(snapshot);
  }

  /**
   * Returns what an import comes to, without changing anything.
   *
   * @throws RefusedCommandException if it cannot be carried out as a whole
   */
  Plan.OfImport plan(Instruction.Import wanted) {
    checkNoAges();
    List<byte[]> parts = parts(wanted);
    checkSpace(wanted.snapshot(), parts.getFirst());
    Snapshot snapshot = read(parts);
    SufficientStatistics sums = snapshot.statistics();
    String digest = HexFormat.of().formatHex(sums.digest());
    if (!digest.equals(wanted.sums())) {
      throw new RefusedCommandException(
          "its sums have digest " + digest + ", expected " + wanted.sums());
    }
    frozen
        .fault(sums.labels().stream())
        .ifPresent(fault -> {
          throw new RefusedCommandException(fault);
        });
    checkSamples(snapshot);
    return new Plan.OfImport(wanted.snapshot(), snapshot, rest(snapshot), newClasses(sums));
  }

  /** What is imported has no age, and here nothing counts without one. */
  private void checkNoAges() {
    if (clock.isOn()) {
      throw new RefusedCommandException(
          "samples count by their age here (alluvium.recency), and those of a snapshot have none");
    }
  }

  private List<byte[]> parts(Instruction.Import wanted) {
    List<byte[]> parts =
        store
            .collection()
            .filter(c -> c.snapshot().equals(wanted.snapshot()))
            .map(c -> store.parts())
            .orElse(List.of());
    if (parts.size() != wanted.parts()) {
      throw new RefusedCommandException(
          "of snapshot '"
              + wanted.snapshot()
              + "' "
              + parts.size()
              + " parts are here, expected "
              + wanted.parts());
    }
    MessageDigest all = HashChain.sha256();
    parts.forEach(part -> all.update(HashChain.sha256().digest(part)));
    String digest = HexFormat.of().formatHex(all.digest());
    if (!digest.equals(wanted.digest())) {
      throw new RefusedCommandException(
          "its parts have digest " + digest + ", expected " + wanted.digest());
    }
    return parts;
  }

  private void checkSpace(String snapshot, byte[] firstPart) {
    Space theirs = read(() -> Snapshot.space(firstPart));
    Space ours =
        space
            .get()
            .orElseThrow(() ->
                new RefusedCommandException(
                    "snapshot '"
                        + snapshot
                        + "' is of space "
                        + theirs.id().hex()
                        + ", and no space was announced here: start EMBED with its encoder first"));
    if (!ours.equals(theirs)) {
      throw new RefusedCommandException(
          "snapshot '"
              + snapshot
              + "' is of space "
              + theirs.id().hex()
              + ", the learner works in "
              + ours.id().hex()
              + ": only the same encoder makes vectors that can be added");
    }
  }

  private static Snapshot read(List<byte[]> parts) {
    return read(() -> Snapshot.ofParts(parts));
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (CorruptStateException e) {
      throw new RefusedCommandException(e.fault());
    }
  }

  private void checkSamples(Snapshot snapshot) {
    if (snapshot.samples().size() > limits.maxAmended()) {
      throw new RefusedCommandException(
          "it brings "
              + snapshot.samples().size()
              + " samples with vectors, the limit of one command is "
              + limits.maxAmended());
    }
    census
        .tooMuch(snapshot.statistics().samples())
        .ifPresent(fault -> {
          throw new RefusedCommandException(fault);
        });
    for (String id : snapshot.samples().keySet()) {
      if (bank.get(id).isPresent()) {
        throw new RefusedCommandException(
            "sample '" + id + "' is in the bank already: it cannot be imported a second time");
      }
    }
  }

  /** The samples are looked at one by one: what is kept must be what can be taken away again. */
  private static Optional<Snapshot> rest(Snapshot snapshot) {
    SufficientStatistics told = new SufficientStatistics(snapshot.statistics().space());
    snapshot
        .samples()
        .values()
        .forEach(sample ->
            told.add(sample.assignment().orElseThrow(), sample.embedding().orElseThrow()));
    SufficientStatistics rest = snapshot.statistics().copy();
    try {
      rest.separate(told);
    } catch (IllegalStateException e) {
      throw new RefusedCommandException("its samples are not those of its sums: " + e.getMessage());
    }
    if (!rest.moments().canComeFrom(rest.samples())) {
      throw new RefusedCommandException("its samples are not those of its second moment");
    }
    return rest.samples() == 0 ? Optional.empty() : Optional.of(new Snapshot(rest, Map.of()));
  }

  private long newClasses(SufficientStatistics sums) {
    long created = sums.labels().stream().filter(label -> !census.contains(label)).count();
    if (census.classes() + created > limits.maxClasses()) {
      throw new RefusedCommandException(
          "there would be "
              + (census.classes() + created)
              + " classes, the limit is "
              + limits.maxClasses());
    }
    return created;
  }

  /**
   * Puts what a snapshot brings beside the sums into the bank, at the place the plan was made for.
   *
   * @return what it does to the sums
   */
  Amendment carryOut(Plan.OfImport plan, LedgerEntry entry, Findings findings) {
    long offset = entry.position().offset();
    SufficientStatistics sums = plan.snapshot().statistics();
    plan.snapshot()
        .samples()
        .forEach((id, sample) -> samples.put(id, sample.enteredAt(offset, entry.appendMillis())));
    layers.put(plan.id(), offset, plan.rest());
    Map<String, Long> samples = samples(plan);
    for (String label : sums.labels()) {
      long weight = sums.classSums(label).orElseThrow().count();
      findings.tell(census.addAll(label, samples.getOrDefault(label, 0L), weight));
    }
    return Amendment.adding(sums, samples.values().stream().mapToLong(Long::longValue).sum());
  }

  /** How many samples of each class a restart will find. */
  private static Map<String, Long> samples(Plan.OfImport plan) {
    Map<String, Long> samples = new HashMap<>();
    plan.snapshot()
        .samples()
        .values()
        .forEach(sample -> samples.merge(sample.assigned().orElseThrow(), 1L, Long::sum));
    plan.rest()
        .map(Snapshot::statistics)
        .ifPresent(rest ->
            rest.labels()
                .forEach(label ->
                    samples.merge(label, rest.classSums(label).orElseThrow().count(), Long::sum)));
    return samples;
  }
}
