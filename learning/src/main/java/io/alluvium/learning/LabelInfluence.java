package io.alluvium.learning;

import io.alluvium.learning.internal.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How far some of the labels of a class can have moved its mean: the mean with them less the mean
 * without them.
 *
 * <p>For a set {@code K} of weight {@code k} in a class of weight {@code n} with mean {@code m}
 * that is {@code sum over K of w (x - m) / (n - k)}, so at most {@code k (R + |m|) / (n - k)} where
 * no sample is longer than {@code R} and {@code k} is that of the heaviest. The worst set that is
 * known is searched greedily: each step adds the sample that makes the shift longest.
 *
 * @param samples samples of the class, at least 2, each counted once
 * @param weight weight of all of them together
 * @param labels size of the set, 1 to {@code samples - 1}
 * @param meanNorm length of the mean, in units of the space: 1 is a unit vector where vectors have
 *     unit length
 * @param bound greatest shift that any so many samples of the space can cause, in the same units
 * @param shift shift that the worst known samples cause, in the same units
 * @param worst indices of those samples, in the order they were found
 */
public record LabelInfluence(
    long samples,
    long weight,
    int labels,
    double meanNorm,
    double bound,
    double shift,
    List<Integer> worst) {

  /**
   * A labelled sample of the class.
   *
   * @param embedding its vector; empty once it is settled
   * @param weight weight of its label
   */
  public record Member(Optional<Embedding> embedding, int weight) {}

  /** Copies the list. */
  public LabelInfluence {
    worst = List.copyOf(worst);
  }

  /**
   * Returns the influence of so many labels on a class.
   *
   * @param sums of the class
   * @param known samples of the class; others count in the sums alone, with weight 1
   * @param labels size of the set
   * @throws IllegalArgumentException if the size is out of range or a dimension differs
   */
  public static LabelInfluence of(Space space, ClassSums sums, List<Member> known, int labels) {
    long others = sums.count() - weightOf(known);
    long samples = known.size() + others;
    if (labels < 1 || labels >= samples) {
      throw new IllegalArgumentException(
          "number of labels is "
              + labels
              + ", expected 1 to "
              + (samples - 1)
              + ", one less than the samples of the class");
    }
    double[] mean = sums.offsetFrom(new double[sums.dim()]);
    double norm = Matrices.norm(mean);
    double unit = space.unit();
    Search search = new Search(mean, sums.count(), known);
    for (int n = 0; n < labels; n++) {
      search.step();
    }
    long heaviest = heaviest(known, labels);
    return new LabelInfluence(
        samples,
        sums.count(),
        labels,
        norm / unit,
        heaviest * (space.maxNorm() + norm) / (sums.count() - heaviest) / unit,
        search.shift() / unit,
        search.worst);
  }

  private static long weightOf(List<Member> members) {
    return members.stream().mapToLong(Member::weight).sum();
  }

  /** Returns the greatest weight that so many samples have together; those not known weigh 1. */
  private static long heaviest(List<Member> known, int labels) {
    List<Member> first =
        known.stream()
            .sorted(Comparator.comparingInt(Member::weight).reversed())
            .limit(labels)
            .toList();
    return weightOf(first) + labels - first.size();
  }

  /** The set that is known so far, and what it adds up to. */
  private static final class Search {
    private final double[] mean;
    private final List<Member> known;
    private final List<Integer> worst = new ArrayList<>();
    private final double[] sum;
    private long rest;

    Search(double[] mean, long weight, List<Member> known) {
      this.mean = mean;
      this.known = known;
      this.sum = new double[mean.length];
      this.rest = weight;
    }

    /** Adds the sample that makes the shift longest; of equals the first. */
    void step() {
      int best = -1;
      double longest = -1;
      for (int i = 0; i < known.size(); i++) {
        Member member = known.get(i);
        if (member.embedding().isPresent() && !worst.contains(i) && member.weight() < rest) {
          double squares = squaresWith(member.embedding().get(), member.weight());
          double shift = squares / (rest - member.weight()) / (rest - member.weight());
          if (shift > longest) {
            longest = shift;
            best = i;
          }
        }
      }
      if (best >= 0) {
        add(best);
      }
    }

    private double squaresWith(Embedding sample, int weight) {
      Kernels.checkDim(sample, sum.length, "the class sums have");
      double squares = 0;
      for (int d = 0; d < sum.length; d++) {
        double value = sum[d] + weight * (sample.get(d) - mean[d]);
        squares += value * value;
      }
      return squares;
    }

    private void add(int index) {
      Member member = known.get(index);
      Embedding sample = member.embedding().orElseThrow();
      worst.add(index);
      rest -= member.weight();
      for (int d = 0; d < sum.length; d++) {
        sum[d] += member.weight() * (sample.get(d) - mean[d]);
      }
    }

    double shift() {
      return Matrices.norm(sum) / rest;
    }
  }
}
