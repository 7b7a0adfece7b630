package io.alluvium.learning;

import java.util.Collection;
import java.util.List;

/**
 * The samples of a class that are looked at one by one, as they were when it was placed, with their
 * norms. Immutable.
 */
final class Neighbourhood {
  private final String label;
  private final int size;
  private final List<Embedding> samples;
  private final double[] norms;

  private Neighbourhood(String label, int size, Collection<Exemplar> samples) {
    this.label = label;
    this.size = size;
    this.samples = samples.stream().map(Exemplar::embedding).toList();
    this.norms = this.samples.stream().mapToDouble(Embedding::norm).toArray();
  }

  /** Returns all samples of a class. */
  static Neighbourhood of(String label, Exemplars exemplars) {
    Collection<Exemplar> all = exemplars.of(label);
    return new Neighbourhood(label, all.size(), all);
  }

  /** Returns some samples of a class of so many. */
  static Neighbourhood of(String label, int size, Collection<Exemplar> samples) {
    return new Neighbourhood(label, size, samples);
  }

  String label() {
    return label;
  }

  /** Returns how many samples the class has, here and in an index. */
  int size() {
    return size;
  }

  /** Returns how many samples are looked at one by one. */
  int scanned() {
    return norms.length;
  }

  Embedding sample(int index) {
    return samples.get(index);
  }

  double norm(int index) {
    return norms[index];
  }
}
