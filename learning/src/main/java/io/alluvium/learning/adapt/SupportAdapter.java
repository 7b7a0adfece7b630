package io.alluvium.learning.adapt;

import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers with the class whose prototype has the greatest cosine, prototypes being the means of the
 * class mean and of the surest samples that were answered with the class, at most {@value #MOST} of
 * each, all in whitened coordinates.
 *
 * <p>Source: Iwasawa and Matsuo, "Test-time classifier adjustment module for model-agnostic domain
 * generalization", NeurIPS 2021 (T3A). Departs from it: supports are of unit norm in whitened
 * coordinates, and the class mean is one of them.
 */
final class SupportAdapter implements Adapter {
  static final int MOST = 100;
  private static final double INVERSE_TEMPERATURE = 20;

  private static final class Support {
    private final double[] direction;
    private final double entropy;

    Support(double[] direction, double entropy) {
      this.direction = direction;
      this.entropy = entropy;
    }
  }

  private final FrozenClassifier classifier;
  private final List<List<Support>> supports = new ArrayList<>();
  private double[][] sums;

  SupportAdapter(FrozenClassifier classifier) {
    this.classifier = classifier;
    this.sums = start();
  }

  private double[][] start() {
    supports.clear();
    double[][] means = new double[classifier.geometry().classes()][];
    for (int c = 0; c < means.length; c++) {
      means[c] = direction(classifier.geometry().whitened(classifier.geometry().mean(c)));
      supports.add(new ArrayList<>());
    }
    return means;
  }

  private static double[] direction(double[] point) {
    double norm = Matrices.norm(point);
    Points.scale(point, norm > 0 ? 1 / norm : 0);
    return point;
  }

  @Override
  public String name() {
    return "support";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    return batch.stream().map(this::answer).toList();
  }

  private Posterior answer(Sample sample) {
    double[] point = sample.whitened();
    double[] logs = new double[sums.length];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = INVERSE_TEMPERATURE * Points.cosine(point, sums[c]);
    }
    return Posterior.ofLogs(logs);
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {
    for (Sample sample : batch) {
      Posterior answer = answer(sample);
      int c = answer.best();
      insert(supports.get(c), new Support(direction(sample.whitened()), answer.entropy()), sums[c]);
    }
  }

  /** Keeps those of least entropy, in ascending order, and their sum. */
  private static void insert(List<Support> kept, Support one, double[] sum) {
    int at = kept.size();
    while (at > 0 && kept.get(at - 1).entropy > one.entropy) {
      at--;
    }
    kept.add(at, one);
    Points.add(sum, one.direction, 1);
    if (kept.size() > MOST) {
      Points.add(sum, kept.removeLast().direction, -1);
    }
  }

  @Override
  public void reset() {
    sums = start();
  }
}
