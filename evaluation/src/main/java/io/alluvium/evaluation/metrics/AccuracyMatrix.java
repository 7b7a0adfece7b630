package io.alluvium.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * R: entry (i, j) is how many of the test samples of task j were right after task i was learnt,
 * tasks from 0. What follows from it carries the name of the tool that defines it so, since one
 * name has several definitions. Accuracies are in [0, 1]; for one task what compares tasks is 0.
 * For one thread.
 *
 * <p>Sources: Lopez-Paz and Ranzato, "Gradient episodic memory for continual learning", NeurIPS
 * 2017 (R, BWT); Chaudhry et al., "Riemannian walk for incremental learning", ECCV 2018
 * (forgetting); CapyMOA, {@code ocl/evaluation}; LAMDA-PILOT.
 */
public final class AccuracyMatrix {
  private final int tasks;
  private final long[][] correct;
  private final long[][] total;
  private final List<Double> probes = new ArrayList<>();

  /** Makes a matrix without counts. */
  public AccuracyMatrix(int tasks) {
    this.tasks = tasks;
    this.correct = new long[tasks][tasks];
    this.total = new long[tasks][tasks];
  }

  /** Counts the answer for a test sample of task j after task i. */
  public void add(int i, int j, boolean hit) {
    total[i][j]++;
    correct[i][j] += hit ? 1 : 0;
  }

  /** Counts a look at the tasks seen so far, for {@link #anytime}; in [0, 1]. */
  public void addProbe(double seenAccuracy) {
    probes.add(seenAccuracy);
  }

  /** Returns the number of tasks. */
  public int tasks() {
    return tasks;
  }

  /** Returns how many answers were right, for each i and in it each j. */
  public List<List<Long>> correct() {
    return lists(correct);
  }

  /** Returns how many answers were counted, for each i and in it each j. */
  public List<List<Long>> total() {
    return lists(total);
  }

  private static List<List<Long>> lists(long[][] counts) {
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(IntStream.range(0, row.length).mapToObj(j -> row[j]).toList());
    }
    return rows;
  }

  /** Returns the accuracy on task j after task i. */
  public double at(int i, int j) {
    return Confusion.share(correct[i][j], total[i][j]);
  }

  /** Returns the mean over the tasks up to i of their accuracies after i (CapyMOA). */
  public double seenByTasks(int i) {
    return IntStream.rangeClosed(0, i).mapToDouble(j -> at(i, j)).average().orElse(0);
  }

  /** Returns the accuracy over all test samples of the tasks up to i, after i (PILOT). */
  public double seenBySamples(int i) {
    long right = IntStream.rangeClosed(0, i).mapToLong(j -> correct[i][j]).sum();
    return Confusion.share(right, IntStream.rangeClosed(0, i).mapToLong(j -> total[i][j]).sum());
  }

  /**
   * Returns the mean of {@link #seenByTasks} over all tasks (CapyMOA {@code accuracy_seen_avg}).
   */
  public double averageByTasks() {
    return IntStream.range(0, tasks).mapToDouble(this::seenByTasks).average().orElse(0);
  }

  /** Returns the mean of {@link #seenBySamples} over all tasks (PILOT "Average Accuracy"). */
  public double averageBySamples() {
    return IntStream.range(0, tasks).mapToDouble(this::seenBySamples).average().orElse(0);
  }

  /**
   * Returns the mean, over the tasks but the last, of the best accuracy ever less that at the end,
   * at least 0 (Mammoth, PILOT).
   */
  public double forgettingMax() {
    return meanOverEarlier(
        j -> IntStream.range(0, tasks).mapToDouble(i -> at(i, j)).max().orElse(0) - last(j));
  }

  /**
   * Returns the mean, over the tasks but the last, of the accuracy right after the task less that
   * at the end (Avalanche).
   */
  public double forgettingFirst() {
    return meanOverEarlier(j -> at(j, j) - last(j));
  }

  /** Returns the backward transfer of GEM and Mammoth: minus {@link #forgettingFirst}. */
  public double bwtGem() {
    return meanOverEarlier(j -> last(j) - at(j, j));
  }

  private double meanOverEarlier(IntToDoubleFunction ofTask) {
    return IntStream.range(0, tasks - 1).mapToDouble(ofTask).average().orElse(0);
  }

  private double last(int j) {
    return at(tasks - 1, j);
  }

  /** Returns CapyMOA's backward transfer: the mean over all i above j of (i, j) less (j, j). */
  public double bwtCapymoa() {
    return IntStream.range(1, tasks)
        .boxed()
        .flatMapToDouble(i -> IntStream.range(0, i).mapToDouble(j -> at(i, j) - at(j, j)))
        .average()
        .orElse(0);
  }

  /** Returns CapyMOA's forward transfer: the mean over all i below j of (i, j). */
  public double fwtCapymoa() {
    return IntStream.range(0, tasks)
        .boxed()
        .flatMapToDouble(i -> IntStream.range(i + 1, tasks).mapToDouble(j -> at(i, j)))
        .average()
        .orElse(0);
  }

  /** Returns the accuracy at the end over all test samples of the tasks after the first. */
  public double newAccuracy() {
    int last = tasks - 1;
    long right = IntStream.range(1, tasks).mapToLong(j -> correct[last][j]).sum();
    return Confusion.share(right, IntStream.range(1, tasks).mapToLong(j -> total[last][j]).sum());
  }

  /** Returns the harmonic mean at the end of the accuracy on the first task and on the new ones. */
  public double harmonicMean() {
    return Confusion.harmonicMean(last(0), newAccuracy());
  }

  /** Returns the mean over all looks of the accuracy on the tasks seen so far (CapyMOA). */
  public double anytime() {
    return probes.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
