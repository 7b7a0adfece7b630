package io.alluvium.learning.adapt;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets similar samples of a micro-batch have similar answers: {@code Y <- softmax(ln p + K Y)},
 * {@code K} of the 5 nearest neighbours by cosine. Only while labels are correlated; looks at the
 * whole batch, and keeps nothing.
 *
 * <p>Source: Boudiaf, Mueller, Ben Ayed and Bertinetto, "Parameter-free online test-time
 * adaptation", CVPR 2022 (LAME), reimplemented from its equations.
 */
final class LaplacianAdapter implements LiveAdapter {
  /** Samples that are answered together where they come one by one, the last of them anew. */
  static final int WINDOW = 32;

  private static final int NEIGHBOURS = 5;
  private static final int MAX_ROUNDS = 100;
  private static final double TOLERANCE = 1e-8;
  private static final double SMALLEST = 1e-12;

  @Override
  public String name() {
    return "laplacian";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    List<Posterior> answers = batch.stream().map(Sample::frozen).toList();
    if (!conditions.correlated() || batch.size() < 2) {
      return answers;
    }
    double[][] logs = logs(answers);
    double[][] affinities = affinities(batch);
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      answers = smoothed(logs, answers, affinities);
      double now = energy(answers);
      if (Math.abs(now - before) <= TOLERANCE * Math.abs(before)) {
        break;
      }
      before = now;
    }
    return answers;
  }

  private static double[][] logs(List<Posterior> frozen) {
    double[][] logs = new double[frozen.size()][];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = frozen.get(i).toArray();
      for (int c = 0; c < logs[i].length; c++) {
        logs[i][c] = StrictMath.log(Math.max(logs[i][c], SMALLEST));
      }
    }
    return logs;
  }

  private static List<Posterior> smoothed(
      double[][] logs, List<Posterior> answers, double[][] affinities) {
    List<Posterior> next = new ArrayList<>();
    for (int i = 0; i < logs.length; i++) {
      double[] smoothed = logs[i].clone();
      for (int c = 0; c < smoothed.length; c++) {
        for (int j = 0; j < logs.length; j++) {
          smoothed[c] += affinities[i][j] * answers.get(j).of(c);
        }
      }
      next.add(Posterior.ofLogs(smoothed));
    }
    return next;
  }

  private static double energy(List<Posterior> answers) {
    return answers.stream().mapToDouble(Posterior::entropy).sum() + 1;
  }

  /** Half for each side on which one is among the nearest of the other. */
  private static double[][] affinities(List<Sample> batch) {
    int size = batch.size();
    double[][] points = new double[size][];
    for (int i = 0; i < size; i++) {
      points[i] = batch.get(i).point();
    }
    double[][] affinities = new double[size][size];
    for (int i = 0; i < size; i++) {
      double[] cosines = new double[size];
      for (int j = 0; j < size; j++) {
        cosines[j] = j == i ? Double.NEGATIVE_INFINITY : Points.cosine(points[i], points[j]);
      }
      for (int k = 0; k < Math.min(NEIGHBOURS, size - 1); k++) {
        int nearest = 0;
        for (int j = 1; j < size; j++) {
          nearest = cosines[j] > cosines[nearest] ? j : nearest;
        }
        affinities[i][nearest] += 0.5;
        affinities[nearest][i] += 0.5;
        cosines[nearest] = Double.NEGATIVE_INFINITY;
      }
    }
    return affinities;
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {}

  @Override
  public void reset() {}

  @Override
  public int window() {
    return WINDOW;
  }

  @Override
  public void save(StateWriter state) {}

  @Override
  public void load(StateReader state) {}
}
