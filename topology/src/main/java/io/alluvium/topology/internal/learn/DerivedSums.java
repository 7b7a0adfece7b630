package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Derived;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.FeatureMap;
import io.alluvium.learning.FeatureSums;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelUpdate;
import io.alluvium.learning.LabelledExemplar;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.MomentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What heads demand beyond the sums of their space, as it lies in the stores: sums of features
 * beside those of the space, under ids of their own and by the same rules, and the labelled samples
 * in the bank. Not thread-safe.
 */
final class DerivedSums {
  private final Demands demands;
  private final ClassStore classes;
  private final MomentStore moments;
  private final Supplier<Exemplars> bank;
  private final Set<String> collected = new TreeSet<>();

  /**
   * Makes the view of what is demanded.
   *
   * @param bank gives the labelled samples that are at hand
   */
  DerivedSums(Demands demands, ClassStore classes, MomentStore moments, Supplier<Exemplars> bank) {
    this.demands = demands;
    this.classes = classes;
    this.moments = moments;
    this.bank = bank;
  }

  /**
   * Returns it as it was at the last commit. Sums of features that were not kept so far are added
   * up from the samples in the bank.
   *
   * @param kept spaces of the features whose sums are kept
   * @param log updates since the checkpoint
   * @param samples weight of all labels
   * @throws MissingSamplesException if features are not kept and not all samples are at hand
   */
  Derived load(List<SpaceId> kept, List<LabelUpdate> log, long samples) {
    boolean missing = demands.features().stream().anyMatch(map -> !kept.contains(map.space().id()));
    Exemplars exemplars =
        demands.exemplars() || (missing && samples > 0) ? bank.get() : new Exemplars();
    List<FeatureSums> features = new ArrayList<>();
    for (FeatureMap map : demands.features()) {
      features.add(
          kept.contains(map.space().id()) ? load(map, log) : collect(map, exemplars, samples));
    }
    return Derived.of(features, demands.exemplars() ? Optional.of(exemplars) : Optional.empty());
  }

  private FeatureSums load(FeatureMap map, List<LabelUpdate> log) {
    return FeatureSums.of(
        map,
        fitted(map).load(map.space(), log, change -> seen(map, change, false)),
        heldOut(map).load(map.space(), log, change -> seen(map, change, true)));
  }

  private StoredSums fitted(FeatureMap map) {
    return new StoredSums(map.space(), classes, moments);
  }

  private StoredSums heldOut(FeatureMap map) {
    return new StoredSums(FeatureSums.heldOutKey(map), classes, moments);
  }

  private static Optional<LabelChange> seen(FeatureMap map, LabelChange change, boolean heldOut) {
    return FeatureSums.holdsOut(change.sampleId()) == heldOut
            && change.reaching(LabelChange.Reach.ALL).addedWeight() != 0
        ? FeatureSums.seen(map, change)
        : Optional.empty();
  }

  private FeatureSums collect(FeatureMap map, Exemplars exemplars, long samples) {
    FeatureSums sums = new FeatureSums(map);
    for (LabelledExemplar each : exemplars.byArrival()) {
      sums.add(each.label(), each.exemplar());
    }
    long found = sums.fitted().samples() + sums.heldOut().samples();
    if (found != samples) {
      throw new MissingSamplesException(
          "the heads need features of all labelled samples, which were not summed so far: the bank"
              + " has samples of weight "
              + found
              + ", the labels weigh "
              + samples
              + ". Configure heads of sums (alluvium.head, alluvium.challengers), or learn anew"
              + " from the ledger under another application.id");
    }
    collected.addAll(sums.labels());
    collected.addAll(classes.all(map.space()).keySet());
    collected.addAll(classes.all(FeatureSums.heldOutKey(map)).keySet());
    return sums;
  }

  /** Returns the labels whose sums were added up, or left by a head of long ago: to be written. */
  Set<String> collected() {
    return collected;
  }

  /** Returns the spaces of the features whose sums are kept from now on. */
  List<SpaceId> kept() {
    return demands.features().stream().map(map -> map.space().id()).toList();
  }

  /** Writes the sums of classes that changed. */
  void flush(Iterable<String> labels, Derived now) {
    for (FeatureSums sums : now.features()) {
      fitted(sums.map()).flush(labels, sums.fitted());
      heldOut(sums.map()).flush(labels, sums.heldOut());
    }
  }

  /** Leaves nothing in the stores. */
  void drop() {
    for (FeatureMap map : demands.features()) {
      for (Space key : List.of(map.space(), FeatureSums.heldOutKey(map))) {
        classes.deleteAll(key.id());
        moments.deleteAll(key);
      }
    }
  }

  /** Writes the second moments. */
  void checkpoint(Derived now) {
    for (FeatureSums sums : now.features()) {
      fitted(sums.map()).checkpoint(sums.fitted());
      heldOut(sums.map()).checkpoint(sums.heldOut());
    }
  }
}
