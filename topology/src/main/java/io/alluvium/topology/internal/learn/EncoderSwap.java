package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Exemplars;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.ChainLimits;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.learning.transition.GateCheck;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.Transition;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.Release;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.SwapPhase;
import io.alluvium.stores.Tally;
import io.alluvium.stores.TransitionStore;
import io.alluvium.topology.internal.learn.Instruction.Edit;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The change to another encoder, from its release on: what state it is in, what is gathered in it,
 * and what a command does to it. A function of the ledger. Not thread-safe; one per task.
 *
 * <pre>
 *              RELEASE           window full          CUTOVER             RETIRE
 * no change -----------&gt; shadow -----------&gt; fitted -----------&gt; cut over -----------&gt; no change
 *     ^                     |    ABORT          |   &lt;-----------
 *     '---------------------'-------------------'     ROLLBACK
 * </pre>
 *
 * In place of the cut-over, CASCADE: the new encoder sees all samples first, until ROLLBACK or
 * ABORT.
 */
final class EncoderSwap {
  private static final int WORDS_ON_PROGRESS = 4;

  /** The learners, which belong to {@link Knowledge}. */
  interface Learners {
    /** Returns the learner of the old space. */
    DurableLearner old();

    /**
     * Returns a learner of the space that is entered, at a place.
     *
     * @param samples gives the labelled samples that it knows there
     */
    DurableLearner enter(Space space, Progress place, Supplier<Exemplars> samples);

    /**
     * Lets go of the old learner: that of the new space, at its place, is the only one.
     *
     * @param features spaces of the features whose sums are kept
     * @param samples gives the labelled samples that it knows there, which are its own from now on
     */
    void settle(Space space, Progress place, List<SpaceId> features, Supplier<Exemplars> samples);
  }

  private final SwapSettings settings;
  private final TransitionStore store;
  private final ProgressStore place;
  private final BankStore bank;
  private final SwapState state;
  private final SwapSteps steps;
  private final BooleanSupplier changing;
  private boolean pairsForgotten;

  /**
   * Begins where the stores stand; {@link #open} follows once a learner is there.
   *
   * @param changing whether some source has changed and is not as before yet
   */
  EncoderSwap(SwapSettings settings, KnowledgeStores stores, BooleanSupplier changing) {
    this.settings = settings;
    this.changing = changing;
    this.store = stores.transitions();
    this.place = stores.entered();
    this.bank = stores.memory().bank();
    this.state = new SwapState(store, bank);
    this.steps = new SwapSteps(settings, state, store, place, bank);
  }

  /** Takes up again what goes on. */
  void open(Learners learners) {
    Release release = state.release().orElse(null);
    if (release == null || release.to().isEmpty()) {
      return;
    }
    Shadow shadow = new Shadow(settings, store, bank, release, learners.old().learner());
    state.gather(shadow);
    if (release.phase() != SwapPhase.SHADOW) {
      resume(release, shadow.fitted(), learners);
    }
  }

  private void resume(Release release, TransitionFit both, Learners learners) {
    state.judged(both);
    if (release.phase() == SwapPhase.CUT_OVER) {
      state.cross(
          Crossing.resume(
              learners.old(),
              learners.enter(
                  release.to().orElseThrow(),
                  place.progress(),
                  () -> LabelledSamples.entered(bank, both.forward().serving())),
              store,
              place,
              bank,
              release.way().orElseThrow(),
              both));
    }
  }

  /** Returns how far the change has come: read only. */
  SwapState state() {
    return state;
  }

  SwapSettings settings() {
    return settings;
  }

  /**
   * Returns what the announcement of a space means to the release that goes on; empty if it is
   * about another encoder.
   */
  Optional<List<Notice>> announced(Body.Announcement announcement, long offset, Learner learner) {
    Optional<Release> release =
        state.release().filter(each -> each.encoder().equals(announcement.encoder()));
    if (release.isEmpty() || release.get().to().isPresent()) {
      return release
          .filter(each -> each.to().filter(announcement.space()::equals).isPresent())
          .map(each -> again(each, announcement, learner));
    }
    List<Notice> told = enter(release.get(), announcement, offset, learner);
    return Optional.of(kept(told, learner.statistics().space()));
  }

  /** EMBED tells what the encoder takes, or has started anew. */
  private List<Notice> again(Release release, Body.Announcement announcement, Learner learner) {
    if (announcement.cost().isEmpty()) {
      return List.of(SpaceNotices.again(announcement.space(), learner.statistics().space()));
    }
    state.put(release.taking(announcement.cost().get()));
    return List.of();
  }

  /** Keeps the record of what was done. */
  private List<Notice> kept(List<Notice> told, Space from) {
    return SwapRecord.kept(told, state.newest().orElseThrow(), from);
  }

  private List<Notice> enter(
      Release release, Body.Announcement announcement, long offset, Learner learner) {
    Space space = announcement.space();
    Release entered = release.into(space);
    Shadow shadow;
    try {
      shadow = new Shadow(settings, store, bank, entered, learner);
    } catch (IllegalArgumentException e) {
      return steps.abort(release, offset, String.valueOf(e.getMessage()));
    }
    state.gather(shadow);
    state.put(entered);
    long wanted = shadow.wanted(entered, learner);
    return List.of(SwapNotices.entered(entered, announcement, wanted));
  }

  /** Takes in an accepted sample: its pair, where both encoders have seen it. */
  void observe(
      Body.Sample sample, Optional<String> answered, Learner learner, List<Notice> notices) {
    Release release = state.release().filter(each -> each.phase() == SwapPhase.SHADOW).orElse(null);
    Shadow shadow = state.shadow().orElse(null);
    if (release == null || shadow == null) {
      return;
    }
    var from = sample.in(learner.statistics().space().id());
    var to = release.to().flatMap(space -> sample.in(space.id()));
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    ShadowView view =
        new ShadowView(sample.source(), sample.domain(), answered, from.get(), to.get());
    if (shadow.add(sample.id(), view)) {
      gathered(release, shadow, learner, notices);
    }
  }

  private void gathered(Release release, Shadow gathering, Learner learner, List<Notice> notices) {
    long size = gathering.pairs().size();
    long wanted = gathering.wanted(release, learner);
    if (WORDS_ON_PROGRESS * size / wanted > WORDS_ON_PROGRESS * (size - 1) / wanted) {
      notices.add(
          SwapNotices.progress(
              release, size, wanted, gathering.pairs().coverage(learner.statistics().labels())));
    }
    if (gathering.isFull(release, learner, changing)) {
      state.put(gathering.start(release, learner));
      notices.add(SwapNotices.fitting(release, size, settings.delayEntries()));
    }
  }

  /**
   * Ends an entry: a fit whose time has come takes effect, and is waited for; what was moved
   * follows what was learnt.
   *
   * @param solved whether a solve of the old learner took effect with this entry
   */
  void finishEntry(long offset, boolean solved, Learners learners, List<Notice> notices) {
    state.retirement().finishEntry();
    boolean isNative =
        state.crossing().map(crossing -> crossing.finishEntry(offset, solved)).orElse(false);
    if (isNative) {
      notices.add(SwapNotices.backfilled(state.present()));
    }
    Shadow shadow = running().orElse(null);
    if (shadow != null && isTime(learners.old().learner())) {
      Space from = learners.old().learner().statistics().space();
      notices.addAll(kept(judged(state.present(), shadow, offset, learners), from));
    }
  }

  private Optional<Shadow> running() {
    return state.shadow().filter(Shadow::isRunning);
  }

  private boolean isTime(Learner learner) {
    return learner.progress().entries() >= state.present().effect().orElse(0);
  }

  private List<Notice> judged(Release release, Shadow judged, long offset, Learners learners) {
    Learner learner = learners.old().learner();
    double coverage = judged.pairs().coverage(learner.statistics().labels());
    Shadow.Attempt attempt = judged.finish();
    if (attempt.judgement().isEmpty()) {
      return steps.abort(release, offset, "no map could be fitted: " + attempt.failure());
    }
    Judgement found = attempt.judgement().get();
    Judgement judgement = found.and(circumstances(release, found));
    state.put(release.fitted(judgement.report().chosen(), SwapReport.details(judgement, coverage)));
    state.judged(judgement.fit());
    List<Notice> told = new ArrayList<>(List.of(SwapReport.of(state.present())));
    if (release.auto() && judgement.report().verdict() == GateCheck.Verdict.PASS) {
      told.addAll(steps.cutOver(offset, learners));
    }
    return told;
  }

  /** What the encoders take, and how far what is known is carried. */
  private static List<GateCheck> circumstances(Release release, Judgement judgement) {
    List<GateCheck> checks = new ArrayList<>();
    checks.add(release.cost().map(EncoderCost::check).orElseGet(EncoderCost::untold));
    Transition forward = judgement.fit().forward().serving();
    checks.addAll(release.carried().checks(forward, ChainLimits.defaults()));
    return checks;
  }

  /** Carries out a command that {@link SwapDesk} has let pass. */
  List<Notice> carryOut(Outcome.Steered steered, long offset, Learners learners) {
    Space from = learners.old().learner().statistics().space();
    return kept(steps.carryOut(steered, offset, learners), from);
  }

  /** Takes back the pairs of samples that are forgotten. */
  void forget(Edit edit, Collection<String> ids) {
    state
        .shadow()
        .ifPresent(shadow -> pairsForgotten = shadow.pairs().remove(Forgotten.of(edit, ids)) > 0);
  }

  /** Changes what was learnt by command, and what follows from it. */
  void amend(Outcome.Amended amended, long offset, Learners learners) {
    Learner learner = learners.old().learner();
    Optional<TransitionFit> refitted =
        state
            .shadow()
            .filter(each -> state.fit().isPresent() && pairsForgotten)
            .map(Shadow::fitted);
    refitted.ifPresent(state::judged);
    pairsForgotten = false;
    state.retirement().forget();
    state
        .crossing()
        .ifPresentOrElse(
            crossing -> crossing.amend(amended.amendment(), amended.spaces(), refitted, offset),
            () -> learners.old().amend(amended.amendment(), offset));
    judgeAnew(learner);
  }

  /**
   * Asks the ways of serving about a sample whose label comes, just before it is learnt.
   *
   * @param space the space of the sample
   * @return what there is to tell
   */
  List<Notice> ask(LabelChange change, SpaceId space) {
    Release release =
        state
            .release()
            .filter(each -> each.to().map(Space::id).equals(Optional.of(space)))
            .orElse(null);
    Crossing crossing = state.crossing().orElse(null);
    if (release == null || crossing == null) {
      return List.of();
    }
    Optional<String> better = crossing.ask(change);
    if (better.isEmpty()) {
      return List.of();
    }
    state.put(release.by(better.get()));
    Notice told = SwapNotices.way(release, better.get(), crossing.scores());
    return kept(List.of(told), crossing.oldSpace());
  }

  /** Learns a sample natively that was of the old space, after the cut-over. */
  void backfill(Outcome.Backfilled sample, long offset) {
    state.crossed().replace(sample, offset);
  }

  /** Follows a change of a label that the learner of its space has learnt. */
  void learnt(LabelChange change, SpaceId space, long offset) {
    state.crossing().ifPresent(crossing -> crossing.learnt(change, space, offset));
  }

  /** Lets go of a labelled sample that is no longer at hand. */
  void settle(SettledSample sample, long offset, Learners learners) {
    state
        .crossing()
        .ifPresentOrElse(
            crossing -> crossing.settle(sample, offset),
            () -> learners.old().settle(sample.change(), offset));
  }

  /** Lets the head that answers answer in both spaces. */
  void serve(Learner learner) {
    state.crossing().ifPresent(each -> each.serve(learner.serving()));
    judgeAnew(learner);
  }

  /**
   * A fit that runs is judged by what is known now: it begins again, or waits until there are pairs
   * enough again.
   */
  private void judgeAnew(Learner learner) {
    running()
        .ifPresent(shadow -> {
          Release release = state.present();
          shadow.stop();
          state.put(
              shadow.isFull(release, learner, changing)
                  ? shadow.start(release, learner)
                  : release.in(SwapPhase.SHADOW));
        });
  }

  /** Writes what is on the heap. */
  void flush(long offset) {
    state.crossing().ifPresent(each -> each.flush(offset));
  }

  /** Returns what is known of the change, for people and programs. */
  Notice status(String commandId, Optional<Learner> learner, Tally tally) {
    Map<String, String> progress =
        state
            .crossing()
            .map(crossing -> crossing.share().details(bank, crossing.oldSpace().id()))
            .orElseGet(() -> state.isCascade() ? SwapNotices.glances(tally) : Map.of());
    return SwapNotices.status(commandId, state.newest(), state.shadow(), learner, progress);
  }
}
