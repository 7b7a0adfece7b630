package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Carried;
import io.alluvium.learning.transition.ChainLimits;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.Release;
import io.alluvium.stores.SwapPhase;
import io.alluvium.stores.TransitionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The steps from one state of the change to another encoder to the next, which commands ask for.
 * Not thread-safe; one per task.
 */
final class SwapSteps {
  private final SwapSettings settings;
  private final SwapState state;
  private final TransitionStore store;
  private final ProgressStore place;
  private final BankStore bank;

  SwapSteps(
      SwapSettings settings,
      SwapState state,
      TransitionStore store,
      ProgressStore place,
      BankStore bank) {
    this.settings = settings;
    this.state = state;
    this.store = store;
    this.place = place;
    this.bank = bank;
  }

  /** Carries out a command; what was done is told. */
  List<Notice> carryOut(Outcome.Steered steered, long offset, EncoderSwap.Learners learners) {
    return switch (steered.order()) {
      case SwapOrder.Release wanted -> release(steered.commandId(), wanted, offset);
      case SwapOrder.CutOver cutOver ->
          SwapNotices.answered(steered, "The released encoder serves.", cutOver(offset, learners));
      case SwapOrder.Cascade cascade ->
          SwapNotices.answered(
              steered, "The released encoder sees all samples first.", cascade(offset));
      case SwapOrder.RollBack rollBack ->
          SwapNotices.answered(
              steered,
              "The old encoder serves again.",
              state.isCascade()
                  ? endCascade(offset)
                  : rollBack(steered.images(), offset, learners));
      case SwapOrder.Retire retire ->
          SwapNotices.answered(steered, "The old encoder is gone.", retire(offset, learners));
      case SwapOrder.Abort abort -> {
        String reason = abort.reason().orElse("by command");
        yield SwapNotices.answered(
            steered, "The change is given up.", abort(state.present(), offset, reason));
      }
    };
  }

  private List<Notice> release(String id, SwapOrder.Release wanted, long offset) {
    String before =
        state
            .newest()
            .map(last -> last.phase() == SwapPhase.RETIRED ? last.encoder() : last.before())
            .orElse("");
    Release release =
        new Release(
            id,
            wanted.encoder(),
            before,
            SwapPhase.SHADOW,
            offset,
            wanted.share().orElse(settings.share()),
            wanted.window().orElse(settings.window()),
            wanted.auto(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            state.newest().map(Release::carried).orElse(Carried.NOT));
    state.retirement().finish();
    store.clear();
    state.put(release);
    return SwapNotices.released(release, offset);
  }

  /** Lets the released encoder serve. */
  List<Notice> cutOver(long offset, EncoderSwap.Learners learners) {
    Release release = state.present();
    state.cross(
        Crossing.begin(
            learners.old(),
            learners.enter(release.to().orElseThrow(), Progress.start(), Exemplars::new),
            store,
            place,
            bank,
            release.way().orElseThrow(),
            state.fitted(),
            offset));
    state.put(release.in(SwapPhase.CUT_OVER));
    return SwapNotices.cutOver(release, ChainLimits.defaults().due(carried(release)), offset);
  }

  private List<Notice> cascade(long offset) {
    Release release = state.present().in(SwapPhase.CASCADE);
    state.put(release);
    return SwapNotices.cascading(release, offset);
  }

  private List<Notice> endCascade(long offset) {
    Release release = state.present().in(SwapPhase.FITTED);
    state.put(release);
    return SwapNotices.rolledBack(release, offset, 0);
  }

  private List<Notice> rollBack(
      List<LabelChange> images, long offset, EncoderSwap.Learners learners) {
    Release release = state.present();
    Optional<SufficientStatistics> learnt = state.crossed().returning();
    learnt.ifPresent(sums -> learners.old().amend(Amendment.adding(sums, images), offset));
    state.crossed().young().drop();
    state.crossBack();
    store.delete(TransitionStore.Sums.MOVED);
    store.clearBackfilled();
    state.put(release.in(SwapPhase.FITTED));
    return SwapNotices.rolledBack(
        release, offset, learnt.map(SufficientStatistics::samples).orElse(0L));
  }

  private List<Notice> retire(long offset, EncoderSwap.Learners learners) {
    Release release = state.present();
    boolean isNative = state.crossed().share().moved() == 0;
    Carried carried = isNative ? Carried.NOT : carried(release);
    Space space = release.to().orElseThrow();
    Progress reached = state.crossed().settle(offset);
    DurableLearner young = state.crossed().young();
    learners.old().drop();
    state.retire(release.in(SwapPhase.RETIRED).carrying(carried), settings.needMoreThanSums(space));
    learners.settle(space, reached, young.kept(), young.learner().evidence()::exemplars);
    return SwapNotices.retired(release, ChainLimits.defaults().due(carried), offset);
  }

  /** How far what was learnt before the change is carried with it. */
  private Carried carried(Release release) {
    return release.carried().along(state.fitted().forward().serving());
  }

  /** Gives the change up. */
  List<Notice> abort(Release release, long offset, String reason) {
    Release aborted = release.in(SwapPhase.ABORTED);
    state.close(aborted);
    return SwapNotices.aborted(aborted, offset, reason);
  }
}
