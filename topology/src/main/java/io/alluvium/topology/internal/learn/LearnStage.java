package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.Space;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.Tally;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.commit.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Learns what the entry brings, carries out commands, and keeps the place in the ledger.
 *
 * <p>Sums live on the heap and reach their stores before each commit, in the same transaction as
 * the offsets.
 */
public final class LearnStage implements Processor<byte[], Decided, byte[], Learned> {
  private final DurableLearner.Recipe recipe;
  private final Commands commands;
  private ProcessorContext<byte[], Learned> context;
  private Origins origins;
  private Origins.@Nullable Origin lastOrigin;
  private ProgressStore store;
  private ServingStore serving;
  private BankStore bank;
  private Tally tally;
  private HashChain chain;
  private Progress committed;
  private @Nullable DurableLearner durable;

  /** Makes the stage of one task; solves run where the background says. */
  public LearnStage(AlluviumConfig config, Learner.Background background) {
    this.recipe =
        new DurableLearner.Recipe(
            Heads.named(config.getString(AlluviumConfig.HEAD), config.headOptions()),
            config.solveOptions(),
            background,
            config.getInt(AlluviumConfig.CHECKPOINT_UPDATES));
    this.commands = new Commands(config.commandsAllowed());
  }

  @Override
  public void init(ProcessorContext<byte[], Learned> newContext) {
    context = newContext;
    origins = Origins.of(newContext);
    store = new ProgressStore(newContext.getStateStore(Names.PROGRESS));
    bank = new BankStore(newContext.getStateStore(Names.BANK));
    serving = ServingStore.of(newContext, Names.SERVING);
    committed = store.progress();
    tally = committed.tally();
    chain = committed.chain();
    store.space().ifPresent(this::open);
    CommitHook.attach(newContext, Names.LEARN_COMMIT_HOOK, this::flush);
  }

  private void open(Space space) {
    durable =
        DurableLearner.open(
            space,
            recipe,
            new ClassStore(context.getStateStore(Names.CLASSES)),
            new MomentStore(context.getStateStore(Names.MOMENTS)),
            new WalStore(context.getStateStore(Names.WAL)),
            committed);
    serving.serve(durable.learner());
  }

  @Override
  public void process(Record<byte[], Decided> record) {
    Decided decided = record.value();
    Joined joined = decided.joined();
    List<Notice> notices = new ArrayList<>(joined.notices());
    joined.counts().forEach(tally::increment);
    decided.answer().ifPresent(answer -> answer.appendTo(chain));
    long offset = joined.entry().position().offset();
    switch (joined.outcome()) {
      case Outcome.Accepted accepted ->
          accepted.waiting().ifPresent(change -> learner().learn(change, offset));
      case Outcome.Relabelled relabelled -> learner().learn(relabelled.change(), offset);
      case Outcome.Announced announced -> notices.add(announce(announced.announcement().space()));
      case Outcome.Commanded commanded ->
          notices.add(commands.carryOut(commanded.command(), tally, this::digests));
      case Outcome.Settled settled -> {}
    }
    finish(notices);
    lastOrigin = origins.current();
    context.forward(record.withValue(new Learned(joined.entry(), decided.answer(), notices)));
  }

  private DurableLearner learner() {
    if (durable == null) {
      throw new IllegalStateException("a label was joined before a space was announced");
    }
    return durable;
  }

  private Notice announce(Space space) {
    if (durable == null) {
      store.put(space);
      open(space);
      return Notice.Happened.to(
          space.id().hex(),
          EventType.SPACE_ANNOUNCED,
          "Learning in space " + space.id().abbreviated() + " of dimension " + space.dim() + ".",
          Map.of("dim", Integer.toString(space.dim())));
    }
    Space active = durable.learner().statistics().space();
    boolean same = active.equals(space);
    return Notice.Happened.to(
        space.id().hex(),
        same ? EventType.SPACE_ANNOUNCED : EventType.SPACE_REFUSED,
        same
            ? "EMBED started in space " + space.id().abbreviated() + ", as before."
            : "EMBED started in space "
                + space.id().abbreviated()
                + ", but the learner works in "
                + active.id().abbreviated()
                + ": its samples become dead letters until EMBED runs the encoder of that"
                + " space again.",
        Map.of("dim", Integer.toString(space.dim()), "active", active.id().hex()));
  }

  private void finish(List<Notice> notices) {
    if (durable != null) {
      durable.finishEntry().map(LearnStage::solved).ifPresent(notices::add);
    }
  }

  private static Notice solved(LearnerProgress.Solve solve) {
    return new Notice.Happened(
        EventType.SOLVED,
        Optional.empty(),
        "The head was solved from " + solve.updates() + " label updates.",
        Map.of(
            "updates", Long.toString(solve.updates()), "entries", Long.toString(solve.entries())));
  }

  private Digests digests() {
    return Digests.of(
        bank, Optional.ofNullable(durable).map(DurableLearner::learner), tally, chain);
  }

  private void flush() {
    if (lastOrigin == null) {
      return;
    }
    origins.as(
        lastOrigin,
        () -> {
          if (durable != null) {
            durable.flush();
          }
          store.put(progress(java.util.Objects.requireNonNull(lastOrigin).offset()));
        });
  }

  private Progress progress(long offset) {
    LearnerProgress place = durable == null ? LearnerProgress.START : durable.learner().progress();
    long checkpoint = durable == null ? 0 : durable.checkpoint();
    long purged = durable == null ? 0 : durable.purged();
    return new Progress(place, checkpoint, purged, offset, chain, tally);
  }
}
