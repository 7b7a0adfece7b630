package io.alluvium.learning.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers for each class the samples that were answered most surely, and some that were not quite
 * sure, and draws answers towards the classes of similar remembered ones and away from those that
 * similar unsure ones can hardly be. Eight samples a class at most.
 *
 * <pre>
 * ln p_c += 2 w_c sum_k exp(-5 (1 - cos(z, z_k)))      remembered with class c; w_c cosine of their mean to the class mean
 * ln p_c -= 0.1 sum_k exp(-5 (1 - cos(z, z_k)))        unsure, with p_c below 0.03
 * </pre>
 *
 * <p>Sources: Karmanov, Guan, Lu, El Saddik and Xing, "Efficient test-time adaptation of
 * vision-language models", CVPR 2024 (TDA); the weight by prototypes follows training-free
 * unsupervised prompting (TFUP).
 */
final class CacheAdapter implements Adapter {
  private static final int SURE = 3;
  private static final int UNSURE = 2;
  private static final double STRENGTH = 2;
  private static final double UNSURE_STRENGTH = 0.1;
  private static final double SHARPNESS = 5;
  private static final double LEAST_ENTROPY = 0.2;
  private static final double MOST_ENTROPY = 0.5;
  private static final double IMPOSSIBLE = 0.03;
  private static final double SMALLEST = 1e-12;

  private static final class Kept {
    private final double[] point;
    private final Posterior answer;

    Kept(double[] point, Posterior answer) {
      this.point = point;
      this.answer = answer;
    }
  }

  private final FrozenClassifier classifier;
  private final List<List<Kept>> sure = new ArrayList<>();
  private final List<List<Kept>> unsure = new ArrayList<>();
  private final double[] trusts;

  CacheAdapter(FrozenClassifier classifier) {
    this.classifier = classifier;
    this.trusts = new double[classifier.geometry().classes()];
    reset();
  }

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    return batch.stream().map(this::answer).toList();
  }

  private Posterior answer(Sample sample) {
    double[] point = sample.point();
    double[] logs = new double[sample.frozen().classes()];
    for (int c = 0; c < logs.length; c++) {
      logs[c] = StrictMath.log(Math.max(sample.frozen().of(c), SMALLEST));
      logs[c] += STRENGTH * trusts[c] * sum(affinities(point, sure.get(c)));
    }
    for (List<Kept> kept : unsure) {
      double[] affinities = affinities(point, kept);
      for (int c = 0; c < logs.length; c++) {
        logs[c] -= UNSURE_STRENGTH * hardly(kept, affinities, c);
      }
    }
    return Posterior.ofLogs(logs);
  }

  /** How much the point is like each of some remembered samples. */
  private static double[] affinities(double[] point, List<Kept> kept) {
    double[] affinities = new double[kept.size()];
    for (int i = 0; i < affinities.length; i++) {
      double cosine = Points.cosine(point, kept.get(i).point);
      affinities[i] = StrictMath.exp(-SHARPNESS * (1 - cosine));
    }
    return affinities;
  }

  private static double sum(double[] affinities) {
    double sum = 0;
    for (double affinity : affinities) {
      sum += affinity;
    }
    return sum;
  }

  /** Sum over those that can hardly be of a class. */
  private static double hardly(List<Kept> kept, double[] affinities, int c) {
    double sum = 0;
    for (int i = 0; i < affinities.length; i++) {
      sum += kept.get(i).answer.of(c) < IMPOSSIBLE ? affinities[i] : 0;
    }
    return sum;
  }

  /** How much what is remembered of a class looks like the class. */
  private double trust(int c) {
    double[] sum = new double[classifier.geometry().space().dim()];
    sure.get(c).forEach(one -> Points.add(sum, one.point, 1));
    return Math.max(0, Points.cosine(sum, classifier.geometry().mean(c)));
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {
    for (Sample sample : batch) {
      Kept one = new Kept(sample.point(), sample.frozen());
      int c = sample.frozen().best();
      keep(sure.get(c), one, SURE);
      trusts[c] = trust(c);
      double entropy = sample.frozen().entropy();
      if (entropy > LEAST_ENTROPY && entropy < MOST_ENTROPY) {
        keep(unsure.get(c), one, UNSURE);
      }
    }
  }

  /** Keeps those of least entropy, in ascending order; earlier ones first where they tie. */
  private static void keep(List<Kept> kept, Kept one, int most) {
    int at = kept.size();
    while (at > 0 && kept.get(at - 1).answer.entropy() > one.answer.entropy()) {
      at--;
    }
    kept.add(at, one);
    if (kept.size() > most) {
      kept.removeLast();
    }
  }

  @Override
  public void reset() {
    sure.clear();
    unsure.clear();
    Arrays.fill(trusts, 0);
    for (int c = 0; c < trusts.length; c++) {
      sure.add(new ArrayList<>());
      unsure.add(new ArrayList<>());
    }
  }
}
