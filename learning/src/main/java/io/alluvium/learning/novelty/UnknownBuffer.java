package io.alluvium.learning.novelty;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The last samples of a source that were far from every class, and the groups among them.
 *
 * <p>A group becomes a candidate if it has {@value #MIN_SIZE} samples, holds together as well as
 * the known classes do in the middle, and comes out the same when the grouping begins elsewhere.
 * Candidates leave the buffer; nobody is labelled. When the buffer is full, the oldest sample goes.
 * Mutable, for one thread; one for each source.
 *
 * <p>Source: after Faria, Ponce de Leon Ferreira Carvalho and Gama, "MINAS: multiclass learning
 * algorithm for novelty detection in data streams", Data Mining and Knowledge Discovery 2016.
 */
public final class UnknownBuffer {
  /** Greatest number of samples. */
  public static final int CAPACITY = 512;

  private static final int MIN_SIZE = 20;
  private static final int MIN_BUFFERED = 64;
  private static final int EVERY = 16;
  private static final int SAMPLES_OF_GROUP = 24;
  private static final double SAME = 0.8;
  private static final int RELATIONS = 5;
  private static final double INVERSE_TEMPERATURE = 16;

  private static final class Unknown {
    private final String id;
    private final double[] direction;

    Unknown(String id, double[] direction) {
      this.id = id;
      this.direction = direction;
    }

    String id() {
      return id;
    }

    double[] direction() {
      return direction;
    }
  }

  private final ClassGeometry classes;
  private final double cohesion;
  private final List<Unknown> buffer = new ArrayList<>();
  private int sinceLook;

  /**
   * Starts empty.
   *
   * @param classes what is known
   * @param cohesion mean cosine of samples to the mean of their class, in a class that is less so
   *     than most
   */
  public UnknownBuffer(ClassGeometry classes, double cohesion) {
    this.classes = classes;
    this.cohesion = cohesion;
  }

  /**
   * Adds a sample and, every {@value #EVERY} samples, looks for groups.
   *
   * @param id of the sample
   * @param point float64[dim] in the units of embeddings
   * @return the candidates that were found, largest first
   */
  public List<CandidateClass> add(String id, double[] point) {
    buffer.add(new Unknown(id, SphericalMeans.direction(point)));
    if (buffer.size() > CAPACITY) {
      buffer.removeFirst();
    }
    sinceLook++;
    if (buffer.size() < MIN_BUFFERED || sinceLook < EVERY) {
      return List.of();
    }
    sinceLook = 0;
    return look();
  }

  /** Returns how many samples it holds. */
  public int size() {
    return buffer.size();
  }

  private List<CandidateClass> look() {
    List<double[]> directions = buffer.stream().map(Unknown::direction).toList();
    int count = Math.ceilDiv(buffer.size(), SAMPLES_OF_GROUP);
    List<Set<Unknown>> once = members(SphericalMeans.groups(directions, count, 0));
    List<Set<Unknown>> again =
        members(SphericalMeans.groups(directions, count, directions.size() / 2));
    List<CandidateClass> found = new ArrayList<>();
    once.stream()
        .filter(group -> group.size() >= MIN_SIZE && again.stream().anyMatch(o -> same(group, o)))
        .sorted(Comparator.comparingInt((Set<Unknown> group) -> -group.size()))
        .forEach(group -> {
          CandidateClass candidate = candidate(group);
          if (candidate.cohesion() >= cohesion) {
            found.add(candidate);
            buffer.removeAll(group);
          }
        });
    return found;
  }

  private List<Set<Unknown>> members(int[] groups) {
    Map<Integer, Set<Unknown>> members = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      members.computeIfAbsent(groups[i], g -> new LinkedHashSet<>()).add(buffer.get(i));
    }
    return List.copyOf(members.values());
  }

  private static boolean same(Set<Unknown> left, Set<Unknown> right) {
    Set<Unknown> both = new HashSet<>(left);
    both.retainAll(right);
    return both.size() >= SAME * (left.size() + right.size() - both.size());
  }

  private CandidateClass candidate(Set<Unknown> group) {
    double[] sum = new double[classes.space().dim()];
    group.forEach(one -> SphericalMeans.add(sum, one.direction));
    double[] middle = SphericalMeans.direction(sum);
    List<Unknown> nearest =
        group.stream()
            .sorted(
                Comparator.comparingDouble((Unknown one) -> -Matrices.dot(one.direction, middle)))
            .toList();
    double mean =
        nearest.stream().mapToDouble(one -> Matrices.dot(one.direction, middle)).sum()
            / nearest.size();
    return new CandidateClass(nearest.stream().map(Unknown::id).toList(), mean, relations(middle));
  }

  private Map<String, Double> relations(double[] middle) {
    Map<String, Double> cosines = new HashMap<>();
    for (int c = 0; c < classes.classes(); c++) {
      double[] mean = SphericalMeans.direction(classes.mean(c));
      cosines.put(classes.labels().get(c), Matrices.dot(mean, middle));
    }
    List<Map.Entry<String, Double>> nearest =
        cosines.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(RELATIONS)
            .toList();
    Map<String, Double> relations = new TreeMap<>();
    double total = 0;
    for (Map.Entry<String, Double> one : nearest) {
      double gap = one.getValue() - nearest.getFirst().getValue();
      relations.put(one.getKey(), StrictMath.exp(INVERSE_TEMPERATURE * gap));
      total += relations.get(one.getKey());
    }
    double sum = total;
    relations.replaceAll((label, weight) -> weight / sum);
    return relations;
  }
}
