package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.Space;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Progress;
import io.alluvium.stores.Tally;
import io.alluvium.topology.AlluviumConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one place of the ledger: the learner, the counts, the chain over all
 * predictions. Learns what each entry brings and carries out commands.
 *
 * <p>Sums live on the heap and reach their stores when {@link #flush} is called. Not thread-safe;
 * one per task.
 */
final class Knowledge {
  private final DurableLearner.Recipe recipe;
  private final KnowledgeStores stores;
  private final boolean keepsConfidence;
  private final Consumer<Learner> serving;
  private final Progress committed;
  private final Tally tally;
  private final HashChain chain;
  private @Nullable DurableLearner durable;

  /**
   * Opens what the stores hold.
   *
   * @param background where solves run
   * @param serving is given the learner that answers, once there is one
   * @throws io.alluvium.stores.CorruptStateException if the stores are damaged
   */
  Knowledge(
      AlluviumConfig config,
      Learner.Background background,
      KnowledgeStores stores,
      Consumer<Learner> serving) {
    this.recipe =
        new DurableLearner.Recipe(
            Heads.named(config.getString(AlluviumConfig.HEAD), config.headOptions()),
            config.solveOptions(),
            config.recency(),
            background,
            config.getInt(AlluviumConfig.CHECKPOINT_UPDATES));
    this.stores = stores;
    this.keepsConfidence = Retention.of(config).needsConfidence();
    this.serving = serving;
    this.committed = stores.progress().progress();
    this.tally = committed.tally();
    this.chain = committed.chain();
    stores.progress().space().ifPresent(this::open);
  }

  private void open(Space space) {
    durable =
        DurableLearner.open(
            space, recipe, stores.classes(), stores.moments(), stores.wal(), committed);
    serving.accept(durable.learner());
  }

  /** Ends an entry: learns what it brings, carries out what it commands. */
  Learned take(Decided decided) {
    Joined joined = decided.joined();
    List<Notice> notices = new ArrayList<>(joined.notices());
    joined.counts().forEach(tally::increment);
    decided.answer().ifPresent(this::note);
    long offset = joined.entry().position().offset();
    switch (joined.outcome()) {
      case Outcome.Accepted accepted -> {
        learner().learner().reach(accepted.clock(), offset);
        accepted.waiting().ifPresent(change -> learner().learn(change, offset));
      }
      case Outcome.Relabelled relabelled -> learner().learn(relabelled.change(), offset);
      case Outcome.Announced announced -> notices.add(announce(announced.announcement().space()));
      case Outcome.Marked marked -> notices.add(Marks.answer(marked, tally, digests()));
      case Outcome.Amended amended -> notices.addAll(amend(amended, offset));
      case Outcome.Snapshotted snapshotted ->
          notices.addAll(
              Snapshots.answer(
                  snapshotted, learner().learner().statistics(), stores.memory().bank()));
      case Outcome.Settled settled -> {}
    }
    finish(notices);
    return new Learned(joined.entry(), decided.answer(), notices);
  }

  private void note(Answer answer) {
    answer.appendTo(chain);
    if (keepsConfidence && remembered(answer)) {
      stores.memory().confidences().put(answer.position().offset(), answer.confidence());
    }
  }

  /** A sample may have left the bank before it is answered: samples may be joined in runs. */
  private boolean remembered(Answer answer) {
    return stores
        .memory()
        .bank()
        .get(answer.sample().id())
        .filter(BankValue.Sample.class::isInstance)
        .filter(sample -> sample.offset() == answer.position().offset())
        .isPresent();
  }

  private DurableLearner learner() {
    if (durable == null) {
      throw new IllegalStateException("a label was joined before a space was announced");
    }
    return durable;
  }

  private Notice announce(Space space) {
    if (durable == null) {
      stores.progress().put(space);
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

  private List<Notice> amend(Outcome.Amended amended, long offset) {
    Map<String, String> details = new HashMap<>(amended.details());
    List<Notice> notices = new ArrayList<>();
    if (durable != null) {
      durable.amend(amended.amendment(), offset);
      details.put("sums_digest", HexFormat.of().formatHex(durable.learner().sumsDigest()));
      durable.learner().health().map(HealthReport::of).ifPresent(notices::add);
    }
    notices.add(
        Notice.Happened.to(
            amended.commandId(), EventType.COMMAND_DONE, amended.message(), details));
    return notices;
  }

  private void finish(List<Notice> notices) {
    if (durable != null
        && durable.finishEntry().map(Knowledge::solved).map(notices::add).isPresent()) {
      durable.learner().health().map(HealthReport::of).ifPresent(notices::add);
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
        stores.memory(), Optional.ofNullable(durable).map(DurableLearner::learner), tally, chain);
  }

  /** Returns counters and digests at this place, as a mark has them. */
  Map<String, String> mark() {
    return Marks.details(tally, digests());
  }

  /** Writes everything to the stores; the offset is that of the last entry that was ended. */
  void flush(long offset) {
    if (durable != null) {
      durable.flush();
    }
    stores.progress().put(progress(offset));
  }

  private Progress progress(long offset) {
    LearnerProgress place = durable == null ? LearnerProgress.START : durable.learner().progress();
    long checkpoint = durable == null ? 0 : durable.checkpoint();
    long purged = durable == null ? 0 : durable.purged();
    return new Progress(place, checkpoint, purged, offset, chain, tally);
  }
}
