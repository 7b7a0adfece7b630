package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.embedding.Example;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The samples of each domain, in the order of their numbers. Mutable, for one thread. */
final class DomainRows {
  private final List<Example> pool;
  private final Map<String, List<Example>> rows = new LinkedHashMap<>();

  /** Begins with the pool as the clean domain. */
  DomainRows(List<Example> pool) {
    this.pool = List.copyOf(pool);
    rows.put(Stretch.CLEAN, this.pool);
  }

  /**
   * Adds the pool as it is after damage.
   *
   * @param examples in any order; rows that are missing are those of the clean pool
   */
  void putDamaged(String name, List<Example> examples) {
    Map<String, Example> byId = new HashMap<>();
    examples.forEach(example -> byId.put(example.id(), example));
    rows.put(name, pool.stream().map(row -> byId.getOrDefault(row.id(), row)).toList());
  }

  /**
   * Adds a domain with samples of its own.
   *
   * @param known classes that are learnt; samples of others are left out
   * @throws EvaluationException if none is left, or there is such a domain
   */
  void put(String name, List<Example> examples, Set<String> known) {
    List<Example> used =
        examples.stream().filter(example -> known.contains(example.label())).toList();
    if (used.isEmpty()) {
      throw new EvaluationException(
          "domain " + name + " has " + examples.size() + " samples and none of a class learnt");
    }
    if (rows.putIfAbsent(name, used) != null) {
      throw new EvaluationException("domain " + name + " is there twice");
    }
  }

  /** Returns the samples of a domain. */
  List<Example> of(String name) {
    List<Example> own = rows.get(name);
    if (own == null) {
      throw new IllegalArgumentException("domain is '" + name + "', expected one of " + names());
    }
    return own;
  }

  /** Returns the names of all domains, the clean one first. */
  Set<String> names() {
    return Collections.unmodifiableSet(rows.keySet());
  }

  /** Returns how many samples each domain has. */
  Map<String, Integer> sizes() {
    return rows.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, one -> one.getValue().size(), (a, b) -> a, LinkedHashMap::new));
  }
}
