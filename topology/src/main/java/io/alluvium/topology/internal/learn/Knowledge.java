package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Exemplars;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.Serving;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Panel;
import io.alluvium.stores.Progress;
import io.alluvium.stores.Tally;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one place of the ledger: the learner, the counts, the chain over all
 * predictions. Learns what each entry brings and carries out commands.
 *
 * <p>Sums live on the heap and reach their stores when {@link #flush} is called. Not thread-safe;
 * one per task.
 */
final class Knowledge {
  private final HeadPanel heads;
  private final DurableLearner.Recipe recipe;
  private final KnowledgeStores stores;
  private final boolean keepsConfidence;
  private final Consumer<Learner> serving;
  private final Progress committed;
  private final Tally tally;
  private final HashChain chain;
  private final Contest contest;
  private final EncoderSwap swap;
  private Panel kept;
  private final BothLearners learners = new BothLearners();
  private @Nullable DurableLearner durable;

  /**
   * Opens what the stores hold.
   *
   * @param background where solves run
   * @param swap the change to another encoder
   * @param serving is given the learner that answers, once there is one
   * @throws io.alluvium.stores.CorruptStateException if the stores are damaged
   */
  Knowledge(
      AlluviumConfig config,
      Learner.Background background,
      KnowledgeStores stores,
      EncoderSwap swap,
      Consumer<Learner> serving) {
    this.heads = config.heads();
    this.recipe =
        new DurableLearner.Recipe(
            FittedHeads.of(config),
            config.solveOptions(),
            config.recency(),
            background,
            config.getInt(AlluviumConfig.CHECKPOINT_UPDATES));
    this.stores = stores;
    this.swap = swap;
    this.keepsConfidence = Retention.of(config).needsConfidence();
    this.serving = serving;
    this.committed = stores.progress().progress();
    this.tally = committed.tally();
    this.chain = committed.chain();
    this.kept = stores.panel().panel();
    this.contest =
        new Contest(
            heads.names(), config.getInt(AlluviumConfig.CHALLENGERS_REPORT_LABELS), kept.scores());
    stores.progress().space().ifPresent(this::open);
  }

  private void open(Space space) {
    durable = open(space, stores.wal(), committed, kept.derived(), ownSamples(space));
    kept.promoted().ifPresent(this::serveAgain);
    swap.open(learners);
    serving.accept(durable.learner());
  }

  private DurableLearner open(
      Space space,
      WalStore wal,
      Progress place,
      List<SpaceId> features,
      Supplier<Exemplars> samples) {
    return DurableLearner.open(
        space, recipe, stores.classes(), stores.moments(), wal, place, features, samples);
  }

  private Supplier<Exemplars> ownSamples(Space space) {
    return () -> LabelledSamples.of(stores.memory().bank(), stores.transitions(), space);
  }

  /** The learners as a change to another encoder sees them. */
  private final class BothLearners implements EncoderSwap.Learners {
    @Override
    public DurableLearner old() {
      return learner();
    }

    @Override
    public DurableLearner enter(Space space, Progress place, Supplier<Exemplars> samples) {
      return open(space, stores.enteredWal(), place, kept.derived(), samples);
    }

    @Override
    public void settle(
        Space space, Progress place, List<SpaceId> features, Supplier<Exemplars> samples) {
      Serving answering = learner().learner().serving();
      stores.progress().put(space);
      durable = open(space, stores.wal(), place, features, samples);
      durable.learner().serve(answering);
      serving.accept(durable.learner());
    }
  }

  private void serveAgain(Serving promoted) {
    if (!heads.names().contains(promoted.head())) {
      throw new ConfigException(
          "Head '"
              + promoted.head()
              + "' was promoted and does not run any more: name it in "
              + AlluviumConfig.HEAD
              + " or "
              + AlluviumConfig.CHALLENGERS
              + ", which have "
              + heads.names());
    }
    learner().learner().serve(promoted);
  }

  /** Ends an entry: learns what it brings, carries out what it commands. */
  Learned take(Decided decided) {
    Joined joined = decided.joined();
    List<Notice> notices = new ArrayList<>(joined.notices());
    notices.addAll(decided.notices());
    joined.counts().forEach(tally::increment);
    decided.answer().ifPresent(this::note);
    long offset = joined.entry().position().offset();
    settle(joined, offset);
    switch (joined.outcome()) {
      case Outcome.SeenAgain seen -> takeIn(seen.accepted(), offset, notices);
      case Outcome.Accepted accepted -> {
        takeIn(accepted, offset, notices);
        swap.observe(
            accepted.sample(),
            decided.answer().flatMap(Answer::label),
            learner().learner(),
            notices);
      }
      case Outcome.Relabelled relabelled ->
          learn(relabelled.change(), relabelled.space(), offset, notices);
      case Outcome.Backfilled sample -> swap.backfill(sample, offset);
      case Outcome.Promoted promoted -> notices.add(promote(promoted, offset));
      case Outcome.Announced announced ->
          notices.addAll(announce(announced.announcement(), offset));
      case Outcome.Steered steered -> notices.addAll(swap.carryOut(steered, offset, learners));
      case Outcome.SwapAsked asked ->
          notices.add(
              swap.status(
                  asked.commandId(),
                  Optional.ofNullable(durable).map(DurableLearner::learner),
                  tally));
      case Outcome.Marked marked -> notices.add(Marks.answer(marked, tally, digests()));
      case Outcome.Amended amended -> notices.addAll(amend(amended, offset));
      case Outcome.Snapshotted snapshotted ->
          notices.addAll(
              Snapshots.answer(
                  snapshotted, learner().learner().statistics(), stores.memory().bank()));
      case Outcome.Glanced _, Outcome.Dismissed _, Outcome.Settled _ -> {}
    }
    finish(offset, notices);
    return new Learned(joined.entry(), decided.answer(), notices);
  }

  private void takeIn(Outcome.Accepted accepted, long offset, List<Notice> notices) {
    learner().learner().reach(accepted.clock(), offset);
    accepted.waiting().ifPresent(change -> learn(change, accepted.space(), offset, notices));
  }

  /** Samples that leave the bank leave the heads that look at samples, too. */
  private void settle(Joined joined, long offset) {
    if (durable != null) {
      joined.settled().forEach(sample -> swap.settle(sample, offset, learners));
    }
  }

  private void learn(LabelChange change, SpaceId space, long offset, List<Notice> notices) {
    DurableLearner learner =
        swap.state().crossing().map(crossing -> crossing.learner(space)).orElseGet(this::learner);
    contest.ask(learner.learner(), change).ifPresent(notices::add);
    notices.addAll(swap.ask(change, space));
    learner.learn(change, offset);
    swap.learnt(change, space, offset);
  }

  private Notice promote(Outcome.Promoted promoted, long offset) {
    Learner learner = learner().learner();
    String before = learner.serving().head();
    learner.serve(new Serving(promoted.head(), OptionalLong.of(offset)));
    swap.serve(learner);
    return Notice.Happened.to(
        promoted.commandId(),
        EventType.COMMAND_DONE,
        "Head "
            + promoted.head()
            + (before.equals(promoted.head())
                ? " goes on answering."
                : " answers from here on instead of " + before + "."),
        Map.of("type", "PROMOTE", "head", promoted.head(), "before", before));
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
        .sample(answer.sample().id(), answer.position().offset())
        .isPresent();
  }

  private DurableLearner learner() {
    if (durable == null) {
      throw new IllegalStateException("a label was joined before a space was announced");
    }
    return durable;
  }

  private List<Notice> announce(Body.Announcement announcement, long offset) {
    return Optional.ofNullable(durable)
        .flatMap(known -> swap.announced(announcement, offset, known.learner()))
        .orElseGet(() -> List.of(announce(announcement.space())));
  }

  private Notice announce(Space space) {
    if (durable == null) {
      stores.progress().put(space);
      open(space);
      return SpaceNotices.entered(space);
    }
    Space active = durable.learner().statistics().space();
    return active.equals(space)
        ? SpaceNotices.again(space, active)
        : SpaceNotices.refused(space, active);
  }

  private List<Notice> amend(Outcome.Amended amended, long offset) {
    Map<String, String> details = new HashMap<>(amended.details());
    List<Notice> notices = new ArrayList<>();
    if (durable != null) {
      swap.amend(amended, offset, learners);
      details.put("sums_digest", HexFormat.of().formatHex(durable.learner().sumsDigest()));
      durable.learner().health().map(HealthReport::of).ifPresent(notices::add);
    }
    notices.add(
        Notice.Happened.to(
            amended.commandId(), EventType.COMMAND_DONE, amended.message(), details));
    return notices;
  }

  private void finish(long offset, List<Notice> notices) {
    if (durable == null) {
      return;
    }
    Optional<LearnerProgress.Solve> solve = durable.finishEntry();
    solve.map(this::solved).ifPresent(notices::add);
    if (solve.isPresent()) {
      durable.learner().health().map(HealthReport::of).ifPresent(notices::add);
    }
    swap.finishEntry(offset, solve.isPresent(), learners, notices);
  }

  private Notice solved(LearnerProgress.Solve solve) {
    Map<String, String> details = new TreeMap<>();
    details.put("updates", Long.toString(solve.updates()));
    details.put("entries", Long.toString(solve.entries()));
    learner()
        .learner()
        .remarks()
        .forEach((name, number) -> details.put(name, Long.toString(number)));
    return new Notice.Happened(
        EventType.SOLVED,
        Optional.empty(),
        "The head was solved from " + solve.updates() + " label updates.",
        details);
  }

  private Digests digests() {
    return Digests.of(
        stores.memory(),
        stores.sources(),
        stores.asking(),
        Optional.ofNullable(durable).map(DurableLearner::learner),
        panel(),
        swap.state(),
        tally,
        chain);
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
    swap.flush(offset);
    stores.progress().put(progress(offset));
    Panel panel = panel();
    if (!panel.equals(kept)) {
      stores.panel().put(panel);
      kept = panel;
    }
  }

  private Panel panel() {
    if (durable == null) {
      return kept;
    }
    Optional<Serving> promoted =
        Optional.of(durable.learner().serving()).filter(each -> each.since().isPresent());
    List<SpaceId> features = new ArrayList<>(durable.kept());
    swap.state().crossing().ifPresent(crossing -> features.addAll(crossing.young().kept()));
    return new Panel(promoted, features, contest.scores());
  }

  private Progress progress(long offset) {
    LearnerProgress place = durable == null ? LearnerProgress.START : durable.learner().progress();
    long checkpoint = durable == null ? 0 : durable.checkpoint();
    long purged = durable == null ? 0 : durable.purged();
    return new Progress(place, checkpoint, purged, offset, chain, tally);
  }
}
