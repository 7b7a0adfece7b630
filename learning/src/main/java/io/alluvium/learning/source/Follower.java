package io.alluvium.learning.source;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.adapt.Adapters;
import io.alluvium.learning.adapt.Collapse;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.EvidenceGate;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.adapt.LiveAdapter;
import io.alluvium.learning.adapt.Posterior;
import io.alluvium.learning.adapt.RecentClasses;
import io.alluvium.learning.adapt.RecentMean;
import io.alluvium.learning.adapt.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Follows a source that has changed: how far its recent mean is from what was learnt, as long as
 * samples are nearer to classes without that displacement. What it does is what the adapter {@code
 * auto} does with {@code shift}.
 *
 * <p>While labels come in runs, it begins as soon as {@link RecentClasses} has several.
 *
 * <p>Another adapter than {@code shift} goes along: it begins, takes up samples and is reset with
 * the mean, and answers where the evidence for the mean says that the source is away. Its own
 * displacement is not asked: one that depends on the answer to a sample would confirm itself.
 * Ungated, mean and adapter take up every sample and never rest. Mutable, for one thread.
 */
final class Follower {
  /** What it does, as it is written; earlier state has the first two. */
  private static final int RESTS = 0;

  private static final int FOLLOWS = 1;
  private static final int WAITS = 2;

  private final Adaptation adaptation;
  private final EvidenceGate gate = new EvidenceGate();
  private Reference reference;
  private RecentMean mean;
  private Collapse collapse;
  private Optional<LiveAdapter> adapter;
  private RecentClasses classes = new RecentClasses();
  private int phase = RESTS;

  /** Starts at rest. */
  Follower(Reference reference, Adaptation adaptation) {
    this.adaptation = adaptation;
    this.reference = reference;
    this.mean = new RecentMean(reference.geometry().centre());
    this.collapse = new Collapse(reference.numbers());
    this.adapter = adaptation.begin(reference.geometry());
  }

  /** Goes on beside another solve: the mean stays where it is. */
  void renew(Reference newer) {
    reference = newer;
    mean = mean.beside(newer.geometry().centre());
    collapse = new Collapse(newer.numbers());
    classes = new RecentClasses();
    adapter = adapter.map(before -> beside(newer.geometry(), before));
    beginUngated();
  }

  /** As if it had been written beside one solve and read beside the other. */
  private static LiveAdapter beside(ClassGeometry geometry, LiveAdapter before) {
    LiveAdapter later = Adapters.live(before.name(), geometry);
    StateWriter state = new StateWriter();
    before.save(state);
    later.load(new StateReader(state.words()));
    return later;
  }

  /**
   * A mean without samples is that of what was learnt; a gated one is set back at its beginning.
   */
  private void beginUngated() {
    if (adaptation.isUngated() && mean.isEmpty()) {
      mean.reset();
    }
  }

  /** Returns whether the source is away from where it was. */
  boolean isActive() {
    return phase == FOLLOWS;
  }

  /** Returns whether it is to begin once several classes show the change. */
  boolean isWaiting() {
    return phase == WAITS;
  }

  /** Ends waiting: nothing is left to follow. */
  void stopWaiting() {
    phase = isWaiting() ? RESTS : phase;
  }

  /** Notes a sample of the source, followed or not. */
  void see(WhitenedPoint placed) {
    classes.add(placed.nearest());
  }

  /** Returns whether samples are followed, so that they can be answered adapted. */
  boolean isFollowing() {
    return isActive() || adaptation.isUngated();
  }

  /** Returns whether an alarm begins something: what is followed already goes on. */
  boolean canBegin(Optional<Displaced> displaced) {
    return adaptation.isUngated() ? !isActive() : displaced.isEmpty();
  }

  /** Notes that the source has changed so many samples ago. */
  void change(long since) {
    if (phase == RESTS) {
      classes.keep(since);
    }
  }

  /** Returns whether what samples show since the change is more than one class does. */
  boolean isReady(Conditions conditions) {
    return adaptation.isUngated() || !conditions.correlated() || classes.areSeveral();
  }

  /** Begins later, when it is ready. */
  void waitForClasses() {
    phase = WAITS;
  }

  /** Begins with the samples since the change. */
  void begin(List<Embedding> since, Conditions conditions, Surroundings around) {
    if (!adaptation.isUngated()) {
      end();
      since.forEach(
          sample -> takeUp(sample, reference.geometry().place(sample), conditions, around));
    }
    gate.reset();
    phase = FOLLOWS;
  }

  private void takeUp(
      Embedding sample, WhitenedPoint placed, Conditions conditions, Surroundings around) {
    mean.add(sample, reference.geometry().mean(placed.nearest()), conditions);
    adapter.ifPresent(
        other -> other.absorb(List.of(around.classifier().sample(sample)), conditions));
  }

  /** Returns the sample where it is put back; empty at rest, or where nothing would be left. */
  Optional<Displaced> displaced(Embedding sample, WhitenedPoint placed) {
    if (!isFollowing()) {
      return Optional.empty();
    }
    ClassGeometry geometry = reference.geometry();
    double[] displacement = mean.displacement();
    double[] whitened = geometry.whitenedDifference(displacement);
    double gain =
        placed.leastSquaredDistance()
            - placed.leastSquaredDistanceLess(whitened, geometry.products(whitened));
    boolean away = isActive() && gate.isOpenFor(gain);
    boolean open = adaptation.isUngated() ? !mean.isEmpty() : away;
    return geometry.less(sample, displacement).map(moved -> new Displaced(moved, gain, away, open));
  }

  /**
   * Returns the adapted answer to a sample; empty where that is the answer to the displaced one.
   *
   * @param recent the last samples of the source, oldest first
   */
  Optional<Posterior> answer(
      Embedding sample, List<Seen> recent, Conditions conditions, Surroundings around) {
    return adapter.map(other -> {
      FrozenClassifier classifier = around.classifier();
      List<Sample> together = new ArrayList<>();
      recent.stream()
          .skip(Math.max(0, recent.size() + 1 - other.window()))
          .map(around::vector)
          .flatMap(Optional::stream)
          .filter(vector -> !vector.equals(sample))
          .map(classifier::sample)
          .forEach(together::add);
      together.add(classifier.sample(sample));
      return other.answer(together, conditions).getLast();
    });
  }

  /** Takes up a sample and both answers to it; returns what became of following the source. */
  Step follow(
      Embedding sample,
      WhitenedPoint placed,
      Displaced displaced,
      int frozenAnswer,
      int adaptedAnswer,
      Conditions conditions,
      Surroundings around) {
    collapse.add(adaptedAnswer, frozenAnswer);
    boolean returned = isActive() && gate.add(displaced.gain());
    takeUp(sample, placed, conditions, around);
    if (collapse.isSuspected() && !returned) {
      collapsed();
      return Step.COLLAPSED;
    }
    if (returned) {
      end();
      return Step.RETURNED;
    }
    return Step.GOES_ON;
  }

  /** What became of following a source. */
  enum Step {
    GOES_ON,
    RETURNED,
    COLLAPSED
  }

  /** Nothing is kept, not even what an adapter keeps over a reset. */
  private void collapsed() {
    phase = RESTS;
    gate.reset();
    mean.reset();
    collapse.reset();
    adapter = adaptation.begin(reference.geometry());
  }

  /** Comes to rest; ungated, only the evidence does. */
  private void end() {
    phase = RESTS;
    gate.reset();
    if (!adaptation.isUngated()) {
      mean.reset();
      collapse.reset();
      adapter.ifPresent(LiveAdapter::reset);
    }
  }

  /** Returns whether there is an adapter besides the mean. */
  boolean hasAdapter() {
    return adapter.isPresent();
  }

  /** Writes what holds beside any solve, but for the adapter. */
  void save(StateWriter state) {
    state.put((long) phase);
    mean.save(state);
    gate.save(state);
  }

  void load(StateReader state) {
    phase = state.nextInt(WAITS);
    mean.load(state);
    gate.load(state);
    beginUngated();
  }

  /** Writes what the adapter has that holds beside any solve. */
  void saveAdapter(StateWriter state) {
    saveAdapter(state, LiveAdapter::save);
  }

  private void saveAdapter(StateWriter state, BiConsumer<LiveAdapter, StateWriter> part) {
    adapter.ifPresent(other -> {
      StateWriter own = new StateWriter();
      part.accept(other, own);
      state.put(other.name()).put(own.words());
    });
  }

  /** Goes on with what was written of the same adapter; that of another is passed over. */
  void loadAdapter(StateReader state) {
    loadAdapter(state, LiveAdapter::load);
  }

  private void loadAdapter(StateReader state, BiConsumer<LiveAdapter, StateReader> part) {
    String name = state.nextText();
    StateReader own = new StateReader(state.nextWords());
    adapter
        .filter(other -> other.name().equals(name))
        .ifPresent(other -> {
          part.accept(other, own);
          own.end();
        });
  }

  /** Writes what holds beside this solve only, but for the adapter. */
  void saveOfSolve(StateWriter state) {
    collapse.save(state);
    classes.save(state);
  }

  void loadOfSolve(StateReader state) {
    collapse.load(state);
    classes.load(state);
  }

  /** Writes what the adapter has that holds beside this solve only. */
  void saveAdapterOfSolve(StateWriter state) {
    saveAdapter(state, LiveAdapter::saveOfSolve);
  }

  void loadAdapterOfSolve(StateReader state) {
    loadAdapter(state, LiveAdapter::loadOfSolve);
  }
}
