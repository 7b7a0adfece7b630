package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
final class CacheAdapter implements LiveAdapter {
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
    private final Embedding embedding;
    private final double[] point;
    private final double entropy;

    /** Classes that are as probable as {@value #IMPOSSIBLE}. */
    private final BitSet possible;

    Kept(Embedding embedding, double entropy, BitSet possible) {
      this.embedding = embedding;
      this.point = embedding.toPoint();
      this.entropy = entropy;
      this.possible = possible;
    }

    static Kept of(Sample sample) {
      BitSet possible = new BitSet();
      for (int c = 0; c < sample.frozen().classes(); c++) {
        possible.set(c, sample.frozen().of(c) >= IMPOSSIBLE);
      }
      return new Kept(sample.embedding(), sample.frozen().entropy(), possible);
    }
  }

  private final ClassGeometry geometry;
  private final long most;
  private final List<List<Kept>> sure = new ArrayList<>();
  private final List<List<Kept>> unsure = new ArrayList<>();
  private final double[] trusts;

  /**
   * Starts without samples.
   *
   * @param maxWords numbers that samples may be stored in: classes that come first are remembered
   */
  CacheAdapter(ClassGeometry geometry, long maxWords) {
    this.geometry = geometry;
    this.trusts = new double[geometry.classes()];
    this.most = maxWords / words(geometry);
    reset();
  }

  /** Returns how many numbers a class takes at most. */
  private static long words(ClassGeometry geometry) {
    long embedding = StateWriter.numbersOf(geometry.space());
    return ClassVectors.REST
        + SURE * (1 + embedding)
        + UNSURE * (2 + (long) (1 / IMPOSSIBLE) + embedding);
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
      sum += kept.get(i).possible.get(c) ? 0 : affinities[i];
    }
    return sum;
  }

  /** How much what is remembered of a class looks like the class. */
  private double trust(int c) {
    double[] sum = new double[geometry.space().dim()];
    sure.get(c).forEach(one -> Points.add(sum, one.point, 1));
    return Math.max(0, Points.cosine(sum, geometry.mean(c)));
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {
    for (Sample sample : batch) {
      Kept one = Kept.of(sample);
      int c = sample.frozen().best();
      if (sure.get(c).isEmpty() && sure.stream().filter(kept -> !kept.isEmpty()).count() >= most) {
        continue;
      }
      keep(sure.get(c), one, SURE);
      trusts[c] = trust(c);
      if (one.entropy > LEAST_ENTROPY && one.entropy < MOST_ENTROPY) {
        keep(unsure.get(c), one, UNSURE);
      }
    }
  }

  /** Keeps those of least entropy, in ascending order; earlier ones first where they tie. */
  private static void keep(List<Kept> kept, Kept one, int most) {
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
    sure.clear();
    unsure.clear();
    Arrays.fill(trusts, 0);
    for (int c = 0; c < trusts.length; c++) {
      sure.add(new ArrayList<>());
      unsure.add(new ArrayList<>());
    }
  }

  @Override
  public void save(StateWriter state) {
    state.put(sure.stream().filter(kept -> !kept.isEmpty()).count());
    for (int c = 0; c < trusts.length; c++) {
      if (!sure.get(c).isEmpty()) {
        state.put(geometry.labels().get(c)).put((long) sure.get(c).size());
        sure.get(c).forEach(one -> state.put(one.entropy).put(one.embedding));
      }
    }
  }

  @Override
  public void load(StateReader state) {
    reset();
    for (int left = state.nextInt(Integer.MAX_VALUE); left > 0; left--) {
      int c = ClassVectors.number(geometry, state.nextText());
      for (int count = state.nextInt(SURE); count > 0; count--) {
        Kept one = next(state, new BitSet());
        if (c >= 0) {
          sure.get(c).add(one);
        }
      }
      if (c >= 0) {
        trusts[c] = trust(c);
      }
    }
  }

  private Kept next(StateReader state, BitSet possible) {
    double entropy = state.nextDouble();
    return new Kept(state.nextEmbedding(geometry.space().dim()), entropy, possible);
  }

  /** What a sample could be of is known among the classes of one solve. */
  @Override
  public void saveOfSolve(StateWriter state) {
    for (List<Kept> kept : unsure) {
      state.put((long) kept.size());
      for (Kept one : kept) {
        state.put((long) one.possible.cardinality());
        one.possible.stream().forEach(c -> state.put((long) c));
        state.put(one.entropy).put(one.embedding);
      }
    }
  }

  @Override
  public void loadOfSolve(StateReader state) {
    for (List<Kept> kept : unsure) {
      for (int count = state.nextInt(UNSURE); count > 0; count--) {
        BitSet possible = new BitSet();
        for (int classes = state.nextInt(trusts.length); classes > 0; classes--) {
          possible.set(state.nextInt(trusts.length - 1));
        }
        kept.add(next(state, possible));
      }
    }
  }
}
