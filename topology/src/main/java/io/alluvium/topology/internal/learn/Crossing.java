package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
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
import io.alluvium.stores.BankStore;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Progress;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.Snapshot;
import io.alluvium.stores.Tally;
import io.alluvium.stores.TransitionStore;
import io.alluvium.stores.TransitionStore.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The time in which a new encoder serves while what was learnt with the old one is kept. There are
 * two learners. That of the old space learns on from labels of samples that it knows. That of the
 * new space learns from labels of samples seen by the new encoder; its sums are these and, as a
 * layer, those of the old space as they were moved.
 *
 * <p>The moved layer is derived: it is made anew when a solve of the old space takes effect, and at
 * once when a command changes what was learnt. So nothing of a sample stays in it when the sample
 * is forgotten. It is made without the samples that a backfill has replaced, hence anew when a
 * solve of the new space takes effect after some were, and at once when nothing is left to move.
 *
 * <p>What heads demand beyond sums, {@link MovedSamples} brings: the samples of the old space that
 * are at hand and were not replaced, as their images. These follow each label at once, since they
 * enter and leave one by one. Not thread-safe.
 */
final class Crossing {
  private final DurableLearner old;
  private final DurableLearner young;
  private final TransitionStore store;
  private final ProgressStore place;
  private final WayContest contest;
  private final Replaced replaced;
  private final MovedSamples samples;
  private String way;
  private TransitionFit fit;
  private SufficientStatistics layer;

  private Crossing(
      DurableLearner old,
      DurableLearner young,
      TransitionStore store,
      ProgressStore place,
      WayContest contest,
      Replaced replaced,
      MovedSamples samples,
      String way,
      TransitionFit fit,
      SufficientStatistics layer) {
    this.old = old;
    this.young = young;
    this.store = store;
    this.place = place;
    this.contest = contest;
    this.replaced = replaced;
    this.samples = samples;
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
      BankStore bank,
      String way,
      TransitionFit fit,
      long offset) {
    SufficientStatistics moved = moved(old.learner().statistics(), fit);
    store.put(Sums.MOVED, new Snapshot(moved, Map.of()));
    MovedSamples samples = samples(bank, young, fit);
    young.amend(Amendment.adding(moved, samples.entering()), offset);
    Replaced none = new Replaced(store, bank, space(old), space(young));
    WayContest contest = new WayContest(Map.of());
    return new Crossing(old, young, store, place, contest, none, samples, way, fit, moved);
  }

  /** Goes on where the stores stand. */
  static Crossing resume(
      DurableLearner old,
      DurableLearner young,
      TransitionStore store,
      ProgressStore place,
      BankStore bank,
      String way,
      TransitionFit fit) {
    SufficientStatistics moved = store.sums(Sums.MOVED).orElseThrow().statistics();
    WayContest contest = new WayContest(store.ways());
    Replaced replaced = new Replaced(store, bank, space(old), space(young));
    MovedSamples samples = samples(bank, young, fit);
    return new Crossing(old, young, store, place, contest, replaced, samples, way, fit, moved);
  }

  private static MovedSamples samples(BankStore bank, DurableLearner young, TransitionFit fit) {
    boolean demanded = !young.learner().evidence().derived().isEmpty();
    return new MovedSamples(bank, demanded, fit.forward().serving());
  }

  private static SufficientStatistics moved(SufficientStatistics learnt, TransitionFit fit) {
    return Move.along(fit.forward().serving()).of(learnt);
  }

  private static Space space(DurableLearner learner) {
    return learner.learner().statistics().space();
  }

  /** Returns the learner of a space: that of the new one, or else that of the old one. */
  DurableLearner learner(SpaceId space) {
    return isEntered(space) ? young : old;
  }

  Space oldSpace() {
    return space(old);
  }

  Space newSpace() {
    return space(young);
  }

  /** Returns the samples that a backfill has replaced. */
  Replaced replaced() {
    return replaced;
  }

  DurableLearner young() {
    return young;
  }

  /**
   * Returns the answer for a sample: one that the old encoder alone has seen is asked of the old
   * head, as before. Once nothing is moved any more the native head answers, whatever the way.
   */
  Decision decide(SpaceId space, Embedding query, int topK) {
    if (!isEntered(space)) {
      return old.learner().decide(query, topK);
    }
    return way.equals(Judgement.MOVED) || isNative()
        ? young.learner().decide(query, topK)
        : way(way).decide(query, topK);
  }

  /** Returns the classes that an answer for a sample of a space may name. */
  List<String> labels(SpaceId space) {
    return learner(space).learner().scorer().labels();
  }

  /** Returns whether a backfill has replaced all that was moved. */
  private boolean isNative() {
    return replaced.samples() > 0 && layer.samples() == 0;
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
    if (!isEntered(space)) {
      return ofOld;
    }
    OptionalLong ofYoung = young.learner().modelOffset();
    if (isNative()) {
      return ofYoung;
    }
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

  /** Learns a sample natively that was of the old space; its image is not needed any more. */
  void replace(Outcome.Backfilled sample, long offset) {
    replaced.put(sample.sampleId(), sample.both(), sample.change());
    sample
        .change()
        .ifPresent(change -> {
          follow(change.of(sample.both().from()).inverse(), offset);
          young.learn(change, offset);
        });
  }

  /** Follows a change of a label that a learner has learnt: of a replaced sample both must know. */
  void learnt(LabelChange change, SpaceId space, long offset) {
    if (isEntered(space)) {
      replaced.learn(change).ifPresent(ofOld -> old.learn(ofOld, offset));
    } else {
      follow(change, offset);
    }
  }

  /** Lets the image of a sample of the old space follow a change of its label. */
  private void follow(LabelChange change, long offset) {
    samples.image(change).ifPresent(image -> young.learn(image, offset));
  }

  private boolean isEntered(SpaceId space) {
    return newSpace().id().equals(space);
  }

  /** Lets go of a labelled sample that is no longer at hand, in each space that knows it. */
  void settle(SettledSample sample, long offset) {
    LabelChange change = sample.change();
    if (isEntered(sample.space())) {
      young.settle(change, offset);
      store
          .backfilled(change.sampleId())
          .ifPresent(both -> old.settle(change.of(both.from()), offset));
    } else {
      old.settle(change, offset);
      follow(change, offset);
    }
  }

  /** Returns how often each way was right. */
  Map<String, HeadScore> scores() {
    return contest.scores();
  }

  void serve(Serving head) {
    young.learner().serve(head);
  }

  /**
   * Changes the sums of both spaces by command.
   *
   * @param spaces spaces of the single samples that change, by id
   * @param refitted the maps, if they have changed with what is forgotten
   */
  void amend(
      Amendment amendment,
      Map<String, SpaceId> spaces,
      Optional<TransitionFit> refitted,
      long offset) {
    replaced.moveAll(amendment.moves());
    List<LabelChange> here = new ArrayList<>();
    List<LabelChange> others = new ArrayList<>();
    for (LabelChange change : amendment.changes()) {
      if (newSpace().id().equals(spaces.get(change.sampleId()))) {
        here.add(change);
        replaced.learn(change).ifPresent(others::add);
      } else {
        samples.image(change).ifPresent(here::add);
        others.add(change);
      }
    }
    replaced.forget();
    refitted.ifPresent(maps -> {
      fit = maps;
      here.addAll(samples.along(maps.forward().serving()));
    });
    old.amend(
        new Amendment(
            moves(amendment, old),
            others,
            amendment.added(),
            amendment.removed(),
            amendment.addedSamples(),
            false),
        offset);
    remake(
        new Amendment(moves(amendment, young), here, Optional.empty(), Optional.empty(), 0, true),
        offset);
  }

  /** Returns the moves of the classes that a learner has. */
  private static Map<String, String> moves(Amendment amendment, DurableLearner learner) {
    Map<String, String> moves = new TreeMap<>(amendment.moves());
    Evidence known = learner.learner().evidence();
    Set<String> labels = new TreeSet<>(known.statistics().labels());
    labels.addAll(known.derived().labels());
    moves.keySet().retainAll(labels);
    return moves;
  }

  /** Changes the new space and replaces the layer, which has followed the classes that moved. */
  private void remake(Amendment single, long offset) {
    SufficientStatistics before = layer.copy();
    single
        .moves()
        .forEach((from, to) -> {
          if (before.labels().contains(from)) {
            before.moveAll(from, to);
          }
        });
    layer = moved(left(), fit);
    store.put(Sums.MOVED, new Snapshot(layer, Map.of()));
    young.amend(
        new Amendment(
            single.moves(),
            single.changes(),
            Optional.of(layer),
            Optional.of(before),
            layer.samples() - before.samples(),
            true),
        offset);
  }

  private SufficientStatistics left() {
    return replaced.left(old.learner().statistics());
  }

  private long leftSamples() {
    return old.learner().statistics().samples() - replaced.samples();
  }

  /**
   * Ends an entry in the new space.
   *
   * @param solved whether a solve of the old learner took effect with this entry
   * @return whether with this entry nothing is moved any more
   */
  boolean finishEntry(long offset, boolean solved) {
    if (solved) {
      remake(Amendment.NONE, offset);
    }
    boolean solvedHere = young.finishEntry().isPresent();
    replaced.finishEntry();
    if (replaced.samples() == 0 || leftSamples() == layer.samples()) {
      return false;
    }
    boolean done = leftSamples() == 0;
    if (done || solvedHere) {
      remake(Amendment.NONE, offset);
    }
    return done;
  }

  /** Returns how much is moved still. */
  MovedShare share() {
    long natives = young.learner().statistics().samples() - layer.samples();
    return MovedShare.of(left(), natives, replaced.samples());
  }

  /**
   * Makes the new space stand alone: the layer, which is made a last time, is part of it for good,
   * and no update before is needed to find its serving model again; returns its place.
   */
  Progress settle(long offset) {
    remake(Amendment.NONE, offset);
    return place(offset);
  }

  /**
   * Returns what was learnt natively in the new space, moved to the old one; empty if nothing. What
   * was replaced is known there.
   */
  Optional<SufficientStatistics> returning() {
    SufficientStatistics learnt = young.learner().statistics().copy();
    learnt.separate(layer);
    learnt.separate(replaced.natives());
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
