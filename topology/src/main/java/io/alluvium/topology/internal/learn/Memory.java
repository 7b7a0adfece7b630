package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Joins samples and labels over the memory bank: a pure function of the ledger and of the bank it
 * has written.
 *
 * <p>Sequences decide: of all labels of a sample the one with the highest sequence counts, whatever
 * the order of arrival. Not thread-safe; one per task.
 */
final class Memory {
  private final StoredSamples samples;
  private final WaitingLabels waiting;
  private final LabelCensus census = new LabelCensus();
  private final SampleJoin sampleJoin;
  private final LabelJoin labelJoin;
  private final BackfillJoin backfillJoin;
  private final CommandDesk desk;
  private final Glances glances;

  /**
   * Reads the stores once, to know who is oldest, which classes there are and what was commanded.
   *
   * @param clock places samples in buckets of time
   * @param allowedCommands types of commands that are carried out
   * @param heads knows which heads there are
   * @param swap the change to another encoder
   * @param candidates knows the candidates for new classes
   */
  Memory(
      MemoryStores stores,
      SampleClock clock,
      MemoryLimits limits,
      SortedSet<String> allowedCommands,
      HeadDesk heads,
      EncoderSwap swap,
      CandidateDesk candidates,
      Supplier<Optional<Space>> space) {
    BankStore bank = stores.bank();
    this.samples = new StoredSamples(bank, stores.confidences(), limits, swap.state()::leave);
    this.waiting = new WaitingLabels(bank, limits);
    Frozen frozen = new Frozen(stores.commands());
    LabelGate gate = new LabelGate(census, frozen, limits.maxClasses());
    this.glances = new Glances(stores.glances(), limits);
    this.sampleJoin =
        new SampleJoin(bank, samples, waiting, clock, gate, swap.state(), glances, space);
    this.labelJoin =
        new LabelJoin(
            bank,
            samples,
            waiting,
            new AnnotatorQuota(stores.labelCounts(), limits.annotators()),
            gate,
            limits.retention(),
            glances);
    this.backfillJoin = new BackfillJoin(bank, samples, swap.state(), sampleJoin, glances);
    Layers layers = new Layers(stores.imports());
    layers.forEachClass(census::add);
    this.desk =
        new CommandDesk(
            allowedCommands,
            stores.commands(),
            frozen,
            new AmendmentPlanner(bank, layers, limits, census, frozen, candidates),
            new Amender(bank, layers, samples, waiting, census),
            new ImportDesk(
                bank, stores.imports(), layers, limits, samples, census, frozen, clock, space),
            heads,
            new SwapDesk(
                swap,
                space,
                new BankTransfer(bank, samples, swap.state()::before, limits.maxAmended()),
                glances),
            candidates,
            space);
    bank.forEach(this::enrol);
  }

  private void enrol(String id, BankValue value) {
    switch (value) {
      case EarlyLabel label -> waiting.enrol(id, label);
      case BankValue.Sample sample -> {
        sample.assignment().ifPresent(census::add);
        samples.enrol(id, sample);
      }
    }
  }

  /** Returns what only the small encoder of a cascade has seen. */
  Glances glances() {
    return glances;
  }

  /**
   * Returns what the entry means, after all that is overdue at its time has left. What an entry
   * makes too many leaves with the next: how sure the model was of a sample is known only once the
   * entry is ended.
   */
  Joined join(LedgerEntry entry) {
    Findings findings = new Findings();
    samples.settle(entry.appendMillis(), findings);
    waiting.expire(entry.appendMillis(), findings);
    samples.expire(entry.appendMillis(), findings);
    glances.expire(entry.appendMillis(), findings);
    Outcome outcome =
        switch (entry.body()) {
          case Body.Sample sample -> sampleJoin.take(entry, sample, findings);
          case Body.Backfill copy -> backfillJoin.take(entry, copy.sample(), findings);
          case Body.Unseen copy -> backfillJoin.take(copy, findings);
          case Body.Label label -> labelJoin.take(entry, label, findings);
          case Body.Command command -> desk.take(entry, command, findings);
          case Body.Announcement announcement -> new Outcome.Announced(announcement);
        };
    return findings.with(entry, outcome);
  }
}
