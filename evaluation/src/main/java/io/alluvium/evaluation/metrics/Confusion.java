package io.alluvium.evaluation.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often which class was taken for which, and the measures that follow from it. All are in [0,
 * 1] unless said otherwise, and 0 where nothing was counted. For one thread.
 *
 * <p>Sources: Cohen, "A coefficient of agreement for nominal scales", 1960 (kappa); Opitz and
 * Burst, "Macro F1 and macro F1", 2019 (the two averages of F1).
 */
public final class Confusion {
  private final Map<String, Long> truths = new TreeMap<>();
  private final Map<String, Long> guesses = new TreeMap<>();
  private final Map<String, Long> hits = new TreeMap<>();
  private final Map<String, Map<String, Long>> misses = new TreeMap<>();
  private long total;
  private long correct;

  /** Counts a prediction; null stands for no answer, which is wrong. */
  public void add(String truth, @Nullable String guess) {
    total++;
    truths.merge(truth, 1L, Long::sum);
    if (guess != null) {
      guesses.merge(guess, 1L, Long::sum);
    }
    if (truth.equals(guess)) {
      correct++;
      hits.merge(truth, 1L, Long::sum);
    } else {
      misses
          .computeIfAbsent(truth, _ -> new TreeMap<>())
          .merge(guess == null ? "" : guess, 1L, Long::sum);
    }
  }

  /** Returns how many predictions were counted. */
  public long total() {
    return total;
  }

  /** Returns how many of them were right. */
  public long correct() {
    return correct;
  }

  /** Returns the share of right predictions. */
  public double accuracy() {
    return share(correct, total);
  }

  /** Returns the mean, over the classes that occur, of the share of a class that was found. */
  public double macroRecall() {
    return mean(truths.keySet(), this::recall);
  }

  /** Returns the mean, over the classes that were answered, of the share that was right. */
  public double macroPrecision() {
    return mean(guesses.keySet(), this::precision);
  }

  /**
   * Returns the mean, over the classes that occur or were answered, of the harmonic mean of their
   * recall and precision; as scikit-learn's {@code f1_score(average="macro")}.
   */
  public double averagedF1() {
    Set<String> classes = new TreeSet<>(truths.keySet());
    classes.addAll(guesses.keySet());
    return mean(classes, name -> harmonicMean(recall(name), precision(name)));
  }

  /** Returns the harmonic mean of macro recall and macro precision, as MOA's F1. */
  public double f1OfAverages() {
    return harmonicMean(macroRecall(), macroPrecision());
  }

  /**
   * Returns Cohen's kappa, {@code (p0 - pc) / (1 - pc)} with accuracy {@code p0} and the agreement
   * {@code pc} that chance would give to the same frequencies; in [-1, 1], and 0 where chance alone
   * would always agree.
   */
  public double kappa() {
    double agreements = 0;
    for (Map.Entry<String, Long> truth : truths.entrySet()) {
      agreements += (double) truth.getValue() * guesses.getOrDefault(truth.getKey(), 0L);
    }
    return Baselines.above(accuracy(), total == 0 ? 1 : agreements / ((double) total * total));
  }

  /** Returns the recall of a class, 0 if it does not occur. */
  public double recall(String name) {
    return share(hits.getOrDefault(name, 0L), truths.getOrDefault(name, 0L));
  }

  /** Returns the mean recall of those of the classes that occur. */
  public double macroRecall(Set<String> classes) {
    Set<String> present = new TreeSet<>(truths.keySet());
    present.retainAll(classes);
    return mean(present, this::recall);
  }

  private double precision(String name) {
    return share(hits.getOrDefault(name, 0L), guesses.getOrDefault(name, 0L));
  }

  /** Returns the counts of each class that occurs or was answered, in ascending order of names. */
  public Map<String, ClassCounts> classes() {
    Map<String, ClassCounts> classes = new TreeMap<>();
    Set<String> names = new TreeSet<>(truths.keySet());
    names.addAll(guesses.keySet());
    for (String name : names) {
      classes.put(
          name,
          new ClassCounts(
              truths.getOrDefault(name, 0L),
              guesses.getOrDefault(name, 0L),
              hits.getOrDefault(name, 0L)));
    }
    return classes;
  }

  /** Returns which classes were taken for which, most frequent first, then by their names. */
  public List<Mistake> mistakes() {
    List<Mistake> mistakes = new ArrayList<>();
    misses.forEach((label, answers) ->
        answers.forEach((answer, count) -> mistakes.add(new Mistake(label, answer, count))));
    mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
    return mistakes;
  }

  private static double mean(Set<String> classes, ToDoubleFunction<String> measure) {
    return classes.stream().mapToDouble(measure).average().orElse(0);
  }

  static double harmonicMean(double a, double b) {
    return a + b == 0 ? 0 : 2 * a * b / (a + b);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
