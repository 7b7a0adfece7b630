package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.adapt.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every domain as adapters see it, and how far an oracle would move each. */
final class Domains {
  private final FrozenClassifier classifier;
  private final DomainRows rows;
  private final Map<String, List<Sample>> samples = new HashMap<>();
  private final Map<String, List<Sample>> moved = new HashMap<>();

  Domains(FrozenClassifier classifier, DomainRows rows) {
    this.classifier = classifier;
    this.rows = rows;
  }

  Sample sample(Stretch.Item item) {
    return samples(item.domain()).get(item.row());
  }

  private List<Sample> samples(String name) {
    return samples.computeIfAbsent(
        name,
        own -> rows.of(own).stream().map(Example::embedding).map(classifier::sample).toList());
  }

  String truth(Stretch.Item item) {
    return rows.of(item.domain()).get(item.row()).label();
  }

  /** Returns the sample moved back by the mean of its whole domain. */
  Sample byOracle(Stretch.Item item) {
    return moved.computeIfAbsent(item.domain(), this::moved).get(item.row());
  }

  private List<Sample> moved(String name) {
    List<Sample> domain = samples(name);
    double[] gap = mean(domain);
    double[] clean = mean(samples(Stretch.CLEAN));
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
