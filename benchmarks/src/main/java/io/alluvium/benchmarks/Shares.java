package io.alluvium.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums weights by name and turns them into shares. Mutable, for one thread. */
final class Shares {
  private final Map<String, Long> weights = new TreeMap<>();

  void add(String name, long weight) {
    weights.merge(name, weight, Long::sum);
  }

  long total() {
    return weights.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the shares, largest first, in the order of names where they are equal. */
  List<Profile.Row> rows() {
    double total = weights.values().stream().mapToDouble(Long::doubleValue).sum();
    return weights.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new Profile.Row(entry.getKey(), entry.getValue() / total))
        .sorted(
            Comparator.comparingDouble(Profile.Row::share)
                .reversed()
                .thenComparing(Profile.Row::area))
        .toList();
  }
}
