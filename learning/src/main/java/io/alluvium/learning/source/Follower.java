package io.alluvium.learning.source;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.adapt.Collapse;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.EvidenceGate;
import io.alluvium.learning.adapt.RecentMean;
import java.util.List;
import java.util.Optional;

/**
 * Follows a source that has changed: how far its recent mean is from what was learnt, as long as
 * samples are nearer to classes without that displacement. What it does is what the adapter {@code
 * auto} does with {@code shift}. Mutable, for one thread.
 */
final class Follower {
  private final EvidenceGate gate = new EvidenceGate();
  private Reference reference;
  private RecentMean mean;
  private Collapse collapse;
  private boolean active;

  /** Starts at rest. */
  Follower(Reference reference) {
    this.reference = reference;
    this.mean = new RecentMean(reference.geometry().centre());
    this.collapse = new Collapse(reference.numbers());
  }

  /** Goes on beside another solve: the mean stays where it is. */
  void renew(Reference newer) {
    reference = newer;
    mean = mean.beside(newer.geometry().centre());
    collapse = new Collapse(newer.numbers());
  }

  boolean isActive() {
    return active;
  }

  /** Begins with the samples since the change. */
  void begin(List<Embedding> since, Conditions conditions) {
    end();
    active = true;
    since.forEach(sample -> mean.add(sample, conditions));
  }

  /** Returns the sample where it is put back; empty at rest, or where nothing would be left. */
  Optional<Displaced> displaced(Embedding sample, WhitenedPoint placed) {
    if (!active) {
      return Optional.empty();
    }
    ClassGeometry geometry = reference.geometry();
    double[] displacement = mean.displacement();
    double[] whitened = geometry.whitenedDifference(displacement);
    double gain =
        placed.leastSquaredDistance()
            - placed.leastSquaredDistanceLess(whitened, geometry.products(whitened));
    return geometry
        .less(sample, displacement)
        .map(moved -> new Displaced(moved, gain, gate.isOpenFor(gain)));
  }

  /** Takes up a sample and both answers to it; returns what became of following the source. */
  Step follow(
      Embedding sample,
      Displaced displaced,
      int frozenAnswer,
      int adaptedAnswer,
      Conditions conditions) {
    collapse.add(adaptedAnswer, frozenAnswer);
    boolean returned = gate.add(displaced.gain());
    mean.add(sample, conditions);
    if (!returned && !collapse.isSuspected()) {
      return Step.GOES_ON;
    }
    end();
    return returned ? Step.RETURNED : Step.COLLAPSED;
  }

  /** What became of following a source. */
  enum Step {
    GOES_ON,
    RETURNED,
    COLLAPSED
  }

  /** Comes to rest. */
  void end() {
    active = false;
    mean.reset();
    gate.reset();
    collapse.reset();
  }

  /** Writes what holds beside any solve. */
  void save(StateWriter state) {
    state.put(active);
    mean.save(state);
    gate.save(state);
  }

  void load(StateReader state) {
    active = state.nextBoolean();
    mean.load(state);
    gate.load(state);
  }

  /** Writes what holds beside this solve only. */
  void saveOfSolve(StateWriter state) {
    collapse.save(state);
  }

  void loadOfSolve(StateReader state) {
    collapse.load(state);
  }
}
