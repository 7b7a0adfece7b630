package io.alluvium.learning;

import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which class has which vertex of a {@link Simplex}; not every class or vertex needs to occur.
 * Immutable; safe for any thread.
 *
 * @param simplex the vertices
 * @param vertices number of the vertex of each class, by label in the order of {@link LabelOrder};
 *     no two are the same
 */
public record SimplexAssignment(Simplex simplex, SortedMap<String, Integer> vertices) {
  private static final Comparator<Claim> NEAREST_FIRST =
      Comparator.comparingDouble(Claim::cosine)
          .reversed()
          .thenComparing(Claim::label, LabelOrder.ASCENDING);

  /**
   * Checks and copies the numbers.
   *
   * @throws IllegalArgumentException if there is no such vertex, or two classes have the same
   */
  public SimplexAssignment {
    SortedMap<String, Integer> copy = new TreeMap<>(LabelOrder.ASCENDING);
    copy.putAll(vertices);
    copy.forEach((label, vertex) -> check(label, vertex, simplex));
    if (new HashSet<>(copy.values()).size() < copy.size()) {
      throw new IllegalArgumentException("two classes have the same vertex");
    }
    vertices = Collections.unmodifiableSortedMap(copy);
  }

  private static void check(String label, int vertex, Simplex simplex) {
    if (vertex < 0 || vertex >= simplex.count()) {
      throw new IllegalArgumentException(
          "vertex of '" + label + "' is " + vertex + ", expected 0 to " + simplex.dim());
    }
  }

  /** Returns that no class has a vertex. */
  public static SimplexAssignment none(Simplex simplex) {
    return new SimplexAssignment(simplex, new TreeMap<>());
  }

  /** Returns the vertex of a class, float64[dim] of norm 1; empty if it has none. */
  public Optional<double[]> vertexOf(String label) {
    return Optional.ofNullable(vertices.get(label)).map(simplex::vertex);
  }

  /**
   * Returns this assignment with vertices for more classes. Of all pairs of a class without a
   * vertex and a free vertex the one of the largest cosine comes first; of equal ones the class
   * whose label comes first, and the vertex of the lowest number. Classes that have a vertex keep
   * it. Those for which none is left, or near enough, stay without.
   *
   * <p>A function of what is given and of nothing else. Costs {@code O(dim)} for each class, and as
   * much again for each vertex that somebody else was nearer to.
   *
   * @param labels of the classes that are to have vertices
   * @param direction of a class, by its label: float64[dim] of any length
   * @param leastCosine below which a vertex is not near enough, -1 for any
   * @throws IllegalArgumentException if a dimension differs
   */
  public SimplexAssignment with(
      Set<String> labels, Function<String, double[]> direction, double leastCosine) {
    SortedMap<String, Integer> all = new TreeMap<>(vertices);
    BitSet taken = new BitSet(simplex.count());
    vertices.values().forEach(taken::set);
    PriorityQueue<Claim> claims = new PriorityQueue<>(NEAREST_FIRST);
    for (String label : labels) {
      if (!all.containsKey(label)) {
        claim(label, direction.apply(label), taken, leastCosine).ifPresent(claims::add);
      }
    }
    while (!claims.isEmpty()) {
      Claim next = claims.remove();
      if (taken.get(next.vertex())) {
        claim(next.label(), direction.apply(next.label()), taken, leastCosine)
            .ifPresent(claims::add);
      } else {
        taken.set(next.vertex());
        all.put(next.label(), next.vertex());
      }
    }
    return new SimplexAssignment(simplex, all);
  }

  /** The free vertex that is nearest to a class. */
  private record Claim(String label, double cosine, int vertex) {}

  private Optional<Claim> claim(
      String label, double[] direction, BitSet taken, double leastCosine) {
    double[] cosines = simplex.cosines(direction);
    int best = -1;
    for (int k = taken.nextClearBit(0); k < cosines.length; k = taken.nextClearBit(k + 1)) {
      if (best < 0 || cosines[k] > cosines[best]) {
        best = k;
      }
    }
    return best < 0 || cosines[best] < leastCosine
        ? Optional.empty()
        : Optional.of(new Claim(label, cosines[best], best));
  }
}
