package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.GeometryOptions;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.NthNeighbour;
import io.alluvium.learning.WhitenedPoint;
import java.util.Arrays;
import java.util.List;

/** By what it is measured how novel a sample is, beside the solve in effect. */
public enum NoveltyMeasure {
  /** {@link #RELATIVE_MAHALANOBIS} with two classes or more, {@link #MVG} with one. */
  AUTO("auto"),

  /** As {@link RelativeMahalanobis}: says nothing where there is one class only. */
  RELATIVE_MAHALANOBIS("relative-mahalanobis"),

  /** As {@link ClassGeometry#cosineDistance}. */
  COSINE("cosine"),

  /** As {@link NthNeighbour#distance}; the solve has to have the labelled samples themselves. */
  NEIGHBOURS("neighbours"),

  /** Squared distance to all samples taken as one normal distribution, as {@link NormalScore}. */
  MVG("mvg"),

  /** The same over the half of the axes along which samples vary least. */
  MVG_NPCA("mvg-npca");

  private final String name;

  NoveltyMeasure(String name) {
    this.name = name;
  }

  /** Returns the names that {@link #named} knows. */
  public static List<String> names() {
    return Arrays.stream(values()).map(NoveltyMeasure::toString).toList();
  }

  /**
   * Returns the one of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NoveltyMeasure named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "novelty is measured by '" + name + "', expected one of " + names()));
  }

  /**
   * Returns what a geometry has to have.
   *
   * @param head of which neighbours and their index are as for {@code knn}
   */
  public GeometryOptions geometry(HeadOptions head) {
    return switch (this) {
      case NEIGHBOURS -> new GeometryOptions(0, head.neighbours(), head.indexMin());
      case MVG_NPCA -> new GeometryOptions(NormalScore.LEAST_VARIANCE_SHARE, 0, 0);
      default -> GeometryOptions.NONE;
    };
  }

  /**
   * Returns the score, higher where the sample is more novel.
   *
   * @param geometry of a solve, with what {@link #geometry} names
   * @param sample in its space
   * @param placed the same sample, by {@link ClassGeometry#place}
   * @throws IllegalArgumentException if the geometry lacks it
   */
  public double score(ClassGeometry geometry, Embedding sample, WhitenedPoint placed) {
    return switch (this) {
      case AUTO -> under(geometry).score(geometry, sample, placed);
      case RELATIVE_MAHALANOBIS -> geometry.relativeDistance(placed);
      case COSINE -> geometry.cosineDistance(sample.toPoint());
      case NEIGHBOURS ->
          geometry
              .neighbour()
              .orElseThrow(() -> new IllegalArgumentException("the geometry has no samples"))
              .distance(sample);
      case MVG -> geometry.squaredDistanceToAll(placed).orElseGet(placed::leastSquaredDistance);
      case MVG_NPCA ->
          geometry
              .axes()
              .orElseThrow(() -> new IllegalArgumentException("the geometry has no axes"))
              .squaredDistance(sample);
    };
  }

  /**
   * Returns the score of a sample that nobody has placed, up to rounding.
   *
   * @param geometry as above
   * @param sample in its space
   * @throws IllegalArgumentException if the geometry lacks it
   */
  public double score(ClassGeometry geometry, Embedding sample) {
    return switch (under(geometry)) {
      case RELATIVE_MAHALANOBIS -> geometry.relativeDistance(sample);
      case COSINE -> geometry.cosineDistance(sample.toPoint());
      default -> score(geometry, sample, geometry.place(sample));
    };
  }

  private NoveltyMeasure under(ClassGeometry geometry) {
    if (this != AUTO) {
      return this;
    }
    return geometry.classes() == 1 ? MVG : RELATIVE_MAHALANOBIS;
  }

  @Override
  public String toString() {
    return name;
  }
}
