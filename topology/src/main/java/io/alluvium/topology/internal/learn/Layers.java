package io.alluvium.topology.internal.learn;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.ImportStore;
import io.alluvium.stores.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Imported sums whose samples are not in the bank: a layer for each snapshot, which follows its
 * classes when they move, so that it can be taken out again exactly. Not thread-safe.
 */
final class Layers {
  private final ImportStore store;

  /** Samples of each class by snapshot; snapshots whose samples are all in the bank have none. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /** Reads the store once. */
  Layers(ImportStore store) {
    this.store = store;
    store.forEachImported((snapshot, imported) -> enrol(snapshot, store.rest(snapshot)));
  }

  private void enrol(String snapshot, Optional<Snapshot> rest) {
    Map<String, Long> classes = new HashMap<>();
    rest.map(Snapshot::statistics)
        .ifPresent(statistics ->
            statistics.labels().forEach(label -> classes.put(label, count(statistics, label))));
    counts.put(snapshot, classes);
  }

  private static long count(SufficientStatistics statistics, String label) {
    return statistics.classSums(label).map(ClassSums::count).orElse(0L);
  }

  /** Visits class and number of samples of each layer. */
  void forEachClass(BiConsumer<String, Long> visitor) {
    counts.values().forEach(classes -> classes.forEach(visitor));
  }

  /** Returns how many samples of a class are in layers. */
  long samples(String label) {
    return counts.values().stream().mapToLong(classes -> classes.getOrDefault(label, 0L)).sum();
  }

  /** Returns how many samples are in layers. */
  long samples() {
    return counts.values().stream()
        .flatMap(classes -> classes.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Returns a snapshot whose layer has samples of a class, if there is one. */
  Optional<String> holder(String label) {
    return counts.entrySet().stream()
        .filter(layer -> layer.getValue().containsKey(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns the ledger offset of the import of a snapshot that is imported. */
  Optional<Long> offset(String snapshot) {
    return store.imported(snapshot).map(ImportStore.Imported::offset);
  }

  /** Returns the layer of a snapshot, if it has one. */
  Optional<SufficientStatistics> layer(String snapshot) {
    return store.rest(snapshot).map(Snapshot::statistics);
  }

  void put(String snapshot, long offset, Optional<Snapshot> rest) {
    store.put(snapshot, offset, rest);
    enrol(snapshot, rest);
  }

  /** Forgets a snapshot; nothing of it is left on the disk. */
  void remove(String snapshot) {
    counts.remove(snapshot);
    store.delete(snapshot);
    store.erase();
  }

  /** Moves the samples of a class to another in each layer that has them. */
  void moveAll(String from, String to) {
    List<String> holders =
        counts.entrySet().stream()
            .filter(layer -> layer.getValue().containsKey(from))
            .map(Map.Entry::getKey)
            .toList();
    for (String snapshot : holders) {
      SufficientStatistics statistics = layer(snapshot).orElseThrow();
      statistics.moveAll(from, to);
      put(
          snapshot,
          offset(snapshot).orElseThrow(),
          Optional.of(new Snapshot(statistics, Map.of())));
    }
  }
}
