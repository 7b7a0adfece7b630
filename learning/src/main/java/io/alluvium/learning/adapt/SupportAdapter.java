package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
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
final class SupportAdapter implements LiveAdapter {
  static final int MOST = 100;
  private static final double INVERSE_TEMPERATURE = 20;

  private static final class Support {
    private final Embedding embedding;
    private final double[] direction;
    private final double entropy;

    Support(Embedding embedding, double[] direction, double entropy) {
      this.embedding = embedding;
      this.direction = direction;
      this.entropy = entropy;
    }
  }

  private final ClassGeometry geometry;
  private final long most;
  private final double[][] means;
  private final double[][] sums;
  private final List<List<Support>> supports = new ArrayList<>();

  /**
   * Starts with the class means.
   *
   * @param maxWords numbers that samples may be stored in, the same for each class
   */
  SupportAdapter(ClassGeometry geometry, long maxWords) {
    this.geometry = geometry;
    this.most = most(geometry, maxWords);
    this.means = new double[geometry.classes()][];
    this.sums = new double[means.length][];
    for (int c = 0; c < means.length; c++) {
      means[c] = direction(geometry.whitened(geometry.mean(c)));
      supports.add(new ArrayList<>());
      sums[c] = means[c].clone();
    }
  }

  private static long most(ClassGeometry geometry, long maxWords) {
    long words = 1L + StateWriter.numbersOf(geometry.space());
    return Math.clamp((maxWords / geometry.classes() - ClassVectors.REST) / words, 0, MOST);
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
      double[] direction = direction(sample.whitened());
      insert(supports.get(c), new Support(sample.embedding(), direction, answer.entropy()));
      sum(c);
    }
  }

  private void sum(int c) {
    sums[c] = means[c].clone();
    supports.get(c).forEach(support -> Points.add(sums[c], support.direction, 1));
  }

  /** Keeps those of least entropy, in ascending order. */
  private void insert(List<Support> kept, Support one) {
    int at = kept.size();
    while (at > 0 && kept.get(at - 1).entropy > one.entropy) {
      at--;
    }
    kept.add(at, one);
    if (kept.size() > most) {
      kept.removeLast();
    }
  }

  @Override
  public void reset() {
    for (int c = 0; c < sums.length; c++) {
      supports.get(c).clear();
      sum(c);
    }
  }

  @Override
  public void save(StateWriter state) {
    state.put(supports.stream().filter(kept -> !kept.isEmpty()).count());
    for (int c = 0; c < sums.length; c++) {
      List<Support> kept = supports.get(c);
      if (!kept.isEmpty()) {
        state.put(geometry.labels().get(c)).put((long) kept.size());
        kept.forEach(support -> state.put(support.entropy).put(support.embedding));
      }
    }
  }

  @Override
  public void load(StateReader state) {
    reset();
    for (int left = state.nextInt(Integer.MAX_VALUE); left > 0; left--) {
      int c = ClassVectors.number(geometry, state.nextText());
      for (int count = state.nextInt(MOST); count > 0; count--) {
        double entropy = state.nextDouble();
        Embedding embedding = state.nextEmbedding(geometry.space().dim());
        if (c >= 0 && supports.get(c).size() < most) {
          double[] direction = direction(geometry.whitened(embedding.toPoint()));
          supports.get(c).add(new Support(embedding, direction, entropy));
        }
      }
      if (c >= 0) {
        sum(c);
      }
    }
  }
}
