package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.Learnt;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.Release;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.Snapshot;
import io.alluvium.stores.TransitionStore;
import io.alluvium.stores.TransitionStore.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of a release and what follows from them: both maps, and how they are judged. Not
 * thread-safe; the fit runs in the background.
 *
 * <p>What is judged is set aside when the fit starts, so that a restart, which starts it anew,
 * finds the same.
 */
final class Shadow {
  /** What came of a fit: the judgement, or why there is none. */
  record Attempt(Optional<Judgement> judgement, String failure) {}

  private static final int PAIRS_FOR_DIMENSION = 4;
  private static final int PAIRS_FOR_CLASS = 30;
  private static final double COVERED = 0.95;
  private static final int LONGEST_WINDOWS = 2;

  private final SwapSettings settings;
  private final TransitionStore store;
  private final BankStore bank;
  private final ShadowPairs pairs;
  private @Nullable Supplier<Attempt> running;

  /**
   * Begins where the store stands.
   *
   * @throws IllegalArgumentException if the spaces of the release are the same, or too large
   *     together
   */
  Shadow(
      SwapSettings settings,
      TransitionStore store,
      BankStore bank,
      Release release,
      Learner learner) {
    this.settings = settings;
    this.store = store;
    this.bank = bank;
    this.pairs = new ShadowPairs(store, learner.statistics().space(), release.to().orElseThrow());
    if (release.effect().isPresent()) {
      start(store.sums(Sums.JUDGED).orElseThrow(), learner.serving().head());
    }
  }

  ShadowPairs pairs() {
    return pairs;
  }

  /** Returns how many pairs are wanted before the maps are fitted. */
  long wanted(Release release, Learner learner) {
    SufficientStatistics learnt = learner.statistics();
    return release.window() > 0
        ? release.window()
        : Math.max(
            (long) PAIRS_FOR_DIMENSION * learnt.space().dim(),
            (long) PAIRS_FOR_CLASS * learnt.labels().size());
  }

  /**
   * Adds the pair of a sample, unless the fit runs already; one that was seen before, or that is
   * none of the spaces, is passed over.
   *
   * @return whether it was added
   */
  boolean add(String id, ShadowView view) {
    if (running != null || !pairs.allows(view) || store.view(id).isPresent()) {
      return false;
    }
    pairs.add(id, view);
    return true;
  }

  /**
   * Returns whether there are pairs enough: as many as are wanted, of nearly all classes and while
   * no source changes; twice as many do whatever their classes and sources.
   *
   * @param changing whether some source has changed and is not as before yet
   */
  boolean isFull(Release release, Learner learner, BooleanSupplier changing) {
    long wanted = wanted(release, learner);
    return pairs.canBeFitted()
        && pairs.size() >= wanted
        && (pairs.size() >= LONGEST_WINDOWS * wanted
            || (pairs.coverage(learner.statistics().labels()) >= COVERED
                && !changing.getAsBoolean()));
  }

  /** Starts the fit, which is judged by what is known now; returns the release that says so. */
  Release start(Release release, Learner learner) {
    Snapshot judged = new Snapshot(learner.statistics().copy(), known(learner));
    store.put(Sums.JUDGED, judged);
    start(judged, learner.serving().head());
    return release.fittedAt(learner.progress().entries() + settings.delayEntries());
  }

  /** The labelled samples among the pairs held out, and those that halves are made of. */
  private Map<String, BankValue.Sample> known(Learner learner) {
    SufficientStatistics learnt = learner.statistics();
    Map<String, BankValue.Sample> known = drawn(learnt);
    for (Pair pair : pairs.heldOut()) {
      bank.sample(pair.sampleId())
          .filter(sample -> sample.isTold() && sample.space().equals(learnt.space().id()))
          .ifPresent(sample -> known.put(pair.sampleId(), sample));
    }
    return known;
  }

  private Map<String, BankValue.Sample> drawn(SufficientStatistics learnt) {
    if (!settings.heads().demands(learnt.space()).equals(Demands.NONE)) {
      return LearntHalves.drawMany(bank, learnt);
    }
    return LearntHalves.areTooLarge(learnt) ? new TreeMap<>() : LearntHalves.draw(bank, learnt);
  }

  private void start(Snapshot judged, String head) {
    ShadowMoments moments = pairs.moments().copy();
    List<Pair> heldOut = pairs.heldOut();
    Map<String, String> truths = new TreeMap<>();
    judged.samples().forEach((id, sample) -> truths.put(id, sample.assigned().orElseThrow()));
    Head serving = settings.heads().member(head);
    running =
        settings.background().compute(() -> attempt(moments, heldOut, judged, truths, serving));
  }

  private static Attempt attempt(
      ShadowMoments moments,
      List<Pair> heldOut,
      Snapshot judged,
      Map<String, String> truths,
      Head head) {
    try {
      return new Attempt(
          Optional.of(Judgement.of(moments, heldOut, learnt(judged, head), truths, head)), "");
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      return new Attempt(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static Learnt learnt(Snapshot judged, Head head) {
    SufficientStatistics learnt = judged.statistics();
    Demands demands = head.demands(learnt.space());
    List<LabelChange> bank = new ArrayList<>();
    if (!demands.equals(Demands.NONE)) {
      judged
          .samples()
          .forEach((id, sample) ->
              bank.add(LabelledSamples.entering(id, sample, sample.embedding().orElseThrow())));
    }
    return new Learnt(learnt, bank, LearntHalves.of(learnt, judged.samples(), demands));
  }

  boolean isRunning() {
    return running != null;
  }

  /** Waits for the fit that runs. */
  Attempt finish() {
    if (running == null) {
      throw new IllegalStateException("no fit runs");
    }
    Attempt attempt = running.get();
    running = null;
    store.delete(Sums.JUDGED);
    return attempt;
  }

  /** Forgets the fit that runs, if one does, and what it is judged by. */
  void stop() {
    running = null;
    store.delete(Sums.JUDGED);
    store.erase();
  }

  /** Fits both maps at once from the pairs that are there. */
  TransitionFit fitted() {
    return TransitionFit.of(pairs.moments());
  }
}
