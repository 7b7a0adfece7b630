package io.alluvium.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a section found.
 *
 * @param figures its figures
 * @param profiles where the time went, where that was asked
 * @param listings readings that are told as a table
 */
record Outcome(List<Figure> figures, List<Profile> profiles, List<Listing> listings) {
  Outcome {
    figures = List.copyOf(figures);
    profiles = List.copyOf(profiles);
    listings = List.copyOf(listings);
  }

  Outcome(List<Figure> figures, List<Profile> profiles) {
    this(figures, profiles, List.of());
  }

  /** Returns what this and another found together. */
  Outcome and(Outcome other) {
    return new Outcome(
        joined(figures, other.figures),
        joined(profiles, other.profiles),
        joined(listings, other.listings));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  static Outcome of(Figure... figures) {
    return new Outcome(List.of(figures), List.of());
  }
}
