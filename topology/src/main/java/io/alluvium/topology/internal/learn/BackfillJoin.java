package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Glance;
import io.alluvium.stores.ShadowView;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.Optional;

/**
 * Takes in copies of samples that the new encoder has seen: each may take the place of the sample
 * of the old space, once. Everything else is counted and has no effect, so that a copy may come
 * twice. Not thread-safe.
 */
final class BackfillJoin {
  private final BankStore bank;
  private final StoredSamples samples;
  private final SwapState swap;
  private final SampleJoin join;
  private final Glances glances;

  /** Makes the join over the bank. */
  BackfillJoin(
      BankStore bank, StoredSamples samples, SwapState swap, SampleJoin join, Glances glances) {
    this.join = join;
    this.glances = glances;
    this.bank = bank;
    this.samples = samples;
    this.swap = swap;
  }

  /** Returns what a copy means at its place. */
  Outcome take(LedgerEntry entry, Body.Sample copy, Findings findings) {
    Optional<Glance> glance = glances.glance(copy.id());
    if (glance.isPresent()) {
      return join.seeAgain(entry, copy, glance.get(), findings);
    }
    Optional<Sight> seen =
        swap.crossing()
            .map(Crossing::newSpace)
            .flatMap(space -> copy.in(space.id()).map(vector -> new Sight(space, vector)))
            .filter(Sight::isPossible);
    Optional<BankValue.Sample> known = bank.sample(copy.id());
    if (seen.isEmpty()) {
      return refused(Counter.BACKFILL_UNFIT, findings);
    }
    if (known.isEmpty()) {
      return refused(Counter.BACKFILL_UNKNOWN, findings);
    }
    if (known.get().embedding().isEmpty()) {
      return refused(Counter.BACKFILL_SETTLED, findings);
    }
    if (isOf(seen.get().space(), known.get())) {
      return refused(Counter.BACKFILL_NATIVE, findings);
    }
    findings.count(Counter.BACKFILLED);
    return replaced(copy.id(), known.get(), seen.get());
  }

  /** Returns what it means that a copy cannot be seen. */
  Outcome take(Body.Unseen copy, Findings findings) {
    return glances
        .glance(copy.id())
        .map(glance -> join.leaveUnseen(copy.id(), glance, findings))
        .orElseGet(() -> refused(Counter.BACKFILL_UNFIT, findings));
  }

  private static Outcome refused(Counter reason, Findings findings) {
    findings.count(reason);
    return new Outcome.Settled();
  }

  private static boolean isOf(Space space, BankValue.Sample sample) {
    return sample.space().equals(space.id());
  }

  private Outcome replaced(String id, BankValue.Sample known, Sight seen) {
    samples.put(id, known.seenIn(seen.space().id(), seen.embedding()));
    ShadowView both =
        new ShadowView(
            known.source(),
            known.domain(),
            Optional.empty(),
            known.embedding().orElseThrow(),
            seen.embedding());
    Optional<LabelChange> change =
        known
            .assignment()
            .map(assignment ->
                new LabelChange(
                    id,
                    seen.embedding(),
                    known.period(),
                    known.offset(),
                    Optional.empty(),
                    Optional.of(assignment)));
    return new Outcome.Backfilled(id, both, change);
  }
}
