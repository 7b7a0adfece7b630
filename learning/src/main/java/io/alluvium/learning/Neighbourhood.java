package io.alluvium.learning;

import java.util.List;

/** The samples of a class, as they were when it was placed, with their norms. Immutable. */
final class Neighbourhood {
  private final String label;
  private final List<Embedding> samples;
  private final double[] norms;

  private Neighbourhood(String label, List<Embedding> samples) {
    this.label = label;
    this.samples = samples;
    this.norms = samples.stream().mapToDouble(Embedding::norm).toArray();
  }

  static Neighbourhood of(String label, Exemplars exemplars) {
    return new Neighbourhood(label, exemplars.of(label).stream().map(Exemplar::embedding).toList());
  }

  String label() {
    return label;
  }

  int size() {
    return norms.length;
  }

  Embedding sample(int index) {
    return samples.get(index);
  }

  double norm(int index) {
    return norms[index];
  }
}
