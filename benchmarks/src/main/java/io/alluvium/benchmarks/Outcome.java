package io.alluvium.benchmarks;

import java.util.List;

/**
 * What a section found.
 *
 * @param figures its figures
 * @param profiles where the time went, where that was asked
 */
record Outcome(List<Figure> figures, List<Profile> profiles) {
  Outcome {
    figures = List.copyOf(figures);
    profiles = List.copyOf(profiles);
  }

  static Outcome of(Figure... figures) {
    return new Outcome(List.of(figures), List.of());
  }
}
