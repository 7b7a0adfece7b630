package io.alluvium.learning;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The heads by name. */
public final class Heads {
  private static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of("auto", "fetril", "klda", "knn", "ncm", "plda", "ranpac", "slda", "teen")));

  private static final SortedSet<String> NAMES_OF_SUMS =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(List.of("auto", "ncm", "plda", "slda", "teen")));

  private Heads() {}

  /**
   * Returns the names, ascending; {@code auto} is the one recommended, which today is {@code plda}.
   */
  public static SortedSet<String> names() {
    return NAMES;
  }

  /**
   * Returns the names of the heads that are fitted from the sums of a space alone, ascending: they
   * {@link Head#demands demand} nothing else.
   */
  public static SortedSet<String> namesOfSums() {
    return NAMES_OF_SUMS;
  }

  /**
   * Returns the head of a name.
   *
   * @throws IllegalArgumentException if the name is not known; the message lists those that are
   */
  public static Head named(String name, HeadOptions options) {
    return switch (name) {
      case "ncm" -> new NearestClassMean();
      case "slda" -> new LinearDiscriminant(options);
      case "plda", "auto" -> new TwoCovariance(options);
      case "teen" -> new CalibratedMeans();
      case "ranpac" -> new RandomProjectionRidge(options);
      case "klda" -> new KernelDiscriminant(options);
      case "fetril" -> new FeatureTranslation();
      case "knn" -> new NearestNeighbours(options);
      default ->
          throw new IllegalArgumentException("head is '" + name + "', expected one of " + NAMES);
    };
  }
}
