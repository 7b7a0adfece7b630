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
import java.util.stream.IntStream;

/**
 * Finds groups among samples that are far from every class.
 *
 * <p>A group is a candidate if it has {@value #MIN_SIZE} samples, holds together about as well as
 * the known classes that do so least (a quarter of them), and comes out the same when the grouping
 * begins elsewhere. Nobody is labelled. A pure function; immutable, safe for any thread.
 *
 * <p>Source: after Faria, Ponce de Leon Ferreira Carvalho and Gama, "MINAS: multiclass learning
 * algorithm for novelty detection in data streams", Data Mining and Knowledge Discovery 2016.
 */
public final class CandidateFinder {
  /** Least number of samples of a candidate. */
  public static final int MIN_SIZE = 20;

  private static final int SAMPLES_OF_GROUP = 24;
  private static final double SAME = 0.8;

  /** Unknown samples are the outer ones of their class too, so they hold together a little less. */
  private static final double COHESION = 0.9;

  private static final int RELATIONS = 5;
  private static final double INVERSE_TEMPERATURE = 16;

  private final ClassGeometry classes;
  private final double cohesion;

  /** Starts with what is known, at least one class. */
  public CandidateFinder(ClassGeometry classes) {
    this.classes = classes;
    double[] cohesions =
        IntStream.range(0, classes.classes()).mapToDouble(classes::cohesion).sorted().toArray();
    this.cohesion = COHESION * cohesions[cohesions.length / 4];
  }

  /**
   * Returns the candidates among samples, largest first.
   *
   * @param unknown samples of the space, oldest first
   */
  public List<CandidateClass> find(List<Unknown> unknown) {
    if (unknown.size() < MIN_SIZE) {
      return List.of();
    }
    List<double[]> directions = unknown.stream().map(Unknown::direction).toList();
    int count = Math.ceilDiv(unknown.size(), SAMPLES_OF_GROUP);
    List<Set<Integer>> once = members(SphericalMeans.groups(directions, count, 0));
    List<Set<Integer>> again =
        members(SphericalMeans.groups(directions, count, directions.size() / 2));
    List<CandidateClass> found = new ArrayList<>();
    once.stream()
        .filter(group -> group.size() >= MIN_SIZE && again.stream().anyMatch(o -> same(group, o)))
        .sorted(Comparator.comparingInt((Set<Integer> group) -> -group.size()))
        .map(group -> candidate(unknown, directions, group))
        .filter(candidate -> candidate.cohesion() >= cohesion)
        .forEach(found::add);
    return found;
  }

  private static List<Set<Integer>> members(int[] groups) {
    Map<Integer, Set<Integer>> members = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      members.computeIfAbsent(groups[i], g -> new LinkedHashSet<>()).add(i);
    }
    return List.copyOf(members.values());
  }

  private static boolean same(Set<Integer> left, Set<Integer> right) {
    Set<Integer> both = new HashSet<>(left);
    both.retainAll(right);
    return both.size() >= SAME * (left.size() + right.size() - both.size());
  }

  private CandidateClass candidate(
      List<Unknown> unknown, List<double[]> directions, Set<Integer> group) {
    double[] middle = SphericalMeans.middle(group.stream().map(directions::get).toList());
    Map<Integer, Double> cosines = new HashMap<>();
    group.forEach(i -> cosines.put(i, Matrices.dot(directions.get(i), middle)));
    List<Map.Entry<Integer, Double>> nearest = nearestFirst(cosines);
    double sum = 0;
    for (Map.Entry<Integer, Double> one : nearest) {
      sum += one.getValue();
    }
    return new CandidateClass(
        nearest.stream().map(one -> unknown.get(one.getKey())).toList(),
        sum / nearest.size(),
        relations(middle));
  }

  private static <K extends Comparable<K>> List<Map.Entry<K, Double>> nearestFirst(
      Map<K, Double> cosines) {
    return cosines.entrySet().stream()
        .sorted(
            Map.Entry.<K, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private Map<String, Double> relations(double[] middle) {
    Map<String, Double> cosines = new HashMap<>();
    for (int c = 0; c < classes.classes(); c++) {
      double[] mean = SphericalMeans.direction(classes.mean(c));
      cosines.put(classes.labels().get(c), Matrices.dot(mean, middle));
    }
    List<Map.Entry<String, Double>> nearest = nearestFirst(cosines);
    Map<String, Double> relations = new TreeMap<>();
    double total = 0;
    for (Map.Entry<String, Double> one : nearest.subList(0, Math.min(RELATIONS, nearest.size()))) {
      double gap = one.getValue() - nearest.getFirst().getValue();
      relations.put(one.getKey(), StrictMath.exp(INVERSE_TEMPERATURE * gap));
      total += relations.get(one.getKey());
    }
    double sum = total;
    relations.replaceAll((label, weight) -> weight / sum);
    return relations;
  }
}
