package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.adapt.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pool in every domain, as adapters see it, and how far an oracle would move each domain. */
final class Domains {
  private final FrozenClassifier classifier;
  private final List<Example> pool;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<String, List<Sample>> moved = new HashMap<>();

  Domains(FrozenClassifier classifier, List<Example> pool) {
    this.classifier = classifier;
    this.pool = pool;
    put(Stretch.CLEAN, pool);
  }

  /**
   * Adds a domain.
   *
   * @param examples the pool in it, in any order; rows that are missing are those of the clean pool
   */
  void put(String name, List<Example> examples) {
    Map<String, Example> byId = new HashMap<>();
    examples.forEach(example -> byId.put(example.id(), example));
    List<Sample> domain = new ArrayList<>();
    for (Example row : pool) {
      domain.add(classifier.sample(byId.getOrDefault(row.id(), row).embedding()));
    }
    samples.put(name, domain);
  }

  Sample sample(Stretch.Item item) {
    return samples.getOrDefault(item.domain(), List.of()).get(item.row());
  }

  String truth(Stretch.Item item) {
    return pool.get(item.row()).label();
  }

  /** Returns the sample moved back by the mean of its whole domain. */
  Sample byOracle(Stretch.Item item) {
    return moved.computeIfAbsent(item.domain(), this::moved).get(item.row());
  }

  private List<Sample> moved(String name) {
    List<Sample> domain = samples.getOrDefault(name, List.of());
    double[] gap = mean(domain);
    double[] clean = mean(samples.getOrDefault(Stretch.CLEAN, List.of()));
    for (int i = 0; i < gap.length; i++) {
      gap[i] -= clean[i];
    }
    return domain.stream().map(sample -> classifier.moved(sample, gap)).toList();
  }

  private static double[] mean(List<Sample> domain) {
    double[] mean = new double[domain.getFirst().point().length];
    for (Sample sample : domain) {
      double[] point = sample.point();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += point[i] / domain.size();
      }
    }
    return mean;
  }
}
