package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadScore;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Serving;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Progress;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.Snapshot;
import io.alluvium.stores.Tally;
import io.alluvium.stores.TransitionStore;
import io.alluvium.stores.TransitionStore.Sums;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The time in which a new encoder serves while what was learnt with the old one is kept. There are
 * two learners. That of the old space learns on from labels of samples that it knows. That of the
 * new space learns from labels of samples seen by the new encoder; its sums are these and, as a
 * layer, those of the old space as they were moved.
 *
 * <p>The moved layer is derived: it is made anew when a solve of the old space takes effect, and at
 * once when a command changes what was learnt. So nothing of a sample stays in it when the sample
 * is forgotten. Not thread-safe.
 */
final class Crossing {
  private final DurableLearner old;
  private final DurableLearner young;
  private final TransitionStore store;
  private final ProgressStore place;
  private final WayContest contest;
  private String way;
  private TransitionFit fit;
  private SufficientStatistics layer;

  private Crossing(
      DurableLearner old,
      DurableLearner young,
      TransitionStore store,
      ProgressStore place,
      WayContest contest,
      String way,
      TransitionFit fit,
      SufficientStatistics layer) {
    this.old = old;
    this.young = young;
    this.store = store;
    this.place = place;
    this.contest = contest;
    this.way = way;
    this.fit = fit;
    this.layer = layer;
    young.learner().serve(old.learner().serving());
  }

  /** Begins: the new space is entered with what was learnt in the old one. */
  static Crossing begin(
      DurableLearner old,
      DurableLearner young,
      TransitionStore store,
      ProgressStore place,
      String way,
      TransitionFit fit,
      long offset) {
    SufficientStatistics moved = moved(old, fit);
    store.put(Sums.MOVED, new Snapshot(moved, Map.of()));
    young.amend(Amendment.adding(moved, moved.samples()), offset);
    return new Crossing(old, young, store, place, new WayContest(Map.of()), way, fit, moved);
  }

  /** Goes on where the stores stand. */
  static Crossing resume(
      DurableLearner old,
      DurableLearner young,
      TransitionStore store,
      ProgressStore place,
      String way,
      TransitionFit fit) {
    SufficientStatistics moved = store.sums(Sums.MOVED).orElseThrow().statistics();
    return new Crossing(old, young, store, place, new WayContest(store.ways()), way, fit, moved);
  }

  private static SufficientStatistics moved(DurableLearner old, TransitionFit fit) {
    return Move.along(fit.forward().serving()).of(old.learner().statistics());
  }

  private static Space space(DurableLearner learner) {
    return learner.learner().statistics().space();
  }

  /** Returns the learner of a space: that of the new one, or else that of the old one. */
  DurableLearner learner(SpaceId space) {
    return space(young).id().equals(space) ? young : old;
  }

  Space oldSpace() {
    return space(old);
  }

  DurableLearner young() {
    return young;
  }

  /**
   * Returns the answer for a sample: one that the old encoder alone has seen is asked of the old
   * head, as before.
   */
  Decision decide(SpaceId space, Embedding query, int topK) {
    if (!space.equals(space(young).id())) {
      return old.learner().decide(query, topK);
    }
    return way.equals(Judgement.MOVED)
        ? young.learner().decide(query, topK)
        : way(way).decide(query, topK);
  }

  private SwapScorer way(String name) {
    return Judgement.way(
        name,
        fit.forward().serving(),
        fit.backward().serving(),
        old.learner().scorer(),
        young.learner().scorer());
  }

  /** Returns the ledger offset of the newest entry that such an answer depends on, if any. */
  OptionalLong modelOffset(SpaceId space) {
    OptionalLong ofOld = old.learner().modelOffset();
    if (!space.equals(space(young).id())) {
      return ofOld;
    }
    OptionalLong ofYoung = young.learner().modelOffset();
    return ofOld.orElse(-1) > ofYoung.orElse(-1) ? ofOld : ofYoung;
  }

  /**
   * Asks each way about a sample of the new space whose first label comes.
   *
   * @return the way that serves from here on, if it is another one
   */
  Optional<String> ask(LabelChange change) {
    if (!change.isFirstLabel()) {
      return Optional.empty();
    }
    String truth = change.entered().orElseThrow();
    contest.ask(Judgement.WAYS, this::way, change.embedding(), truth);
    Optional<String> better = contest.better(way);
    better.ifPresent(name -> way = name);
    return better;
  }

  /** Returns how often each way was right. */
  Map<String, HeadScore> scores() {
    return contest.scores();
  }

  void serve(Serving head) {
    young.learner().serve(head);
  }

  /** Follows a solve of the old space that took effect: the layer is that of the present sums. */
  void follow(long offset) {
    amend(Amendment.NONE, offset);
  }

  /**
   * Changes the sums of both spaces by command.
   *
   * @param spaces spaces of the single samples that change, by id
   * @param refitted the maps, which may have changed with what is forgotten
   */
  void amend(
      Amendment amendment, Map<String, SpaceId> spaces, TransitionFit refitted, long offset) {
    fit = refitted;
    SpaceId entered = space(young).id();
    Amendment ofOld = of(amendment, old, change -> !entered.equals(spaces.get(change.sampleId())));
    old.amend(
        new Amendment(
            ofOld.moves(),
            ofOld.changes(),
            amendment.added(),
            amendment.removed(),
            amendment.addedSamples()),
        offset);
    amend(of(amendment, young, change -> entered.equals(spaces.get(change.sampleId()))), offset);
  }

  private static Amendment of(
      Amendment amendment, DurableLearner learner, Predicate<LabelChange> its) {
    Map<String, String> moves = new TreeMap<>(amendment.moves());
    moves.keySet().retainAll(learner.learner().statistics().labels());
    List<LabelChange> changes = amendment.changes().stream().filter(its).toList();
    return new Amendment(moves, changes, Optional.empty(), Optional.empty(), 0);
  }

  /** Changes the new space and replaces the layer, which has followed the classes that moved. */
  private void amend(Amendment single, long offset) {
    SufficientStatistics before = layer.copy();
    single
        .moves()
        .forEach((from, to) -> {
          if (before.labels().contains(from)) {
            before.moveAll(from, to);
          }
        });
    layer = moved(old, fit);
    store.put(Sums.MOVED, new Snapshot(layer, Map.of()));
    young.amend(
        new Amendment(
            single.moves(),
            single.changes(),
            Optional.of(layer),
            Optional.of(before),
            layer.samples() - before.samples()),
        offset);
  }

  /** Ends an entry in the new space. */
  void finishEntry() {
    var _ = young.finishEntry();
  }

  /**
   * Makes the new space stand alone: the layer is part of it for good, and no update before is
   * needed to find its serving model again; returns its place.
   */
  Progress settle(long offset) {
    young.amend(Amendment.NONE, offset);
    return place(offset);
  }

  /** Returns what was learnt natively in the new space, moved to the old one; empty if nothing. */
  Optional<SufficientStatistics> returning() {
    SufficientStatistics learnt = young.learner().statistics().copy();
    learnt.separate(layer);
    return learnt.samples() == 0
        ? Optional.empty()
        : Optional.of(Move.along(fit.backward().serving()).of(learnt));
  }

  /** Writes what is on the heap; the offset is that of the last entry that was ended. */
  void flush(long offset) {
    young.flush();
    place.put(place(offset));
    store.putWays(contest.scores());
  }

  private Progress place(long offset) {
    return new Progress(
        young.learner().progress(),
        young.checkpoint(),
        young.purged(),
        offset,
        HashChain.start(),
        new Tally());
  }

  /** Returns the learner of the new space: read only. */
  Learner learner() {
    return young.learner();
  }
}
