package io.alluvium.learning.novelty;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import java.util.Arrays;
import java.util.List;

/**
 * One minus the cosine to the k-th nearest of some samples that were learnt, in [0, 2].
 *
 * <p>Source: Sun et al., "Out-of-distribution detection with deep nearest neighbors", ICML 2022.
 */
public final class NeighbourDistance implements NoveltyScore {
  private final Space space;
  private final List<Embedding> bank;
  private final int neighbours;

  /**
   * Takes a bank of samples.
   *
   * @param bank of at least {@code neighbours} samples
   * @throws IllegalArgumentException if there are fewer, or {@code neighbours} is below 1
   */
  public NeighbourDistance(Space space, List<Embedding> bank, int neighbours) {
    if (neighbours < 1 || bank.size() < neighbours) {
      throw new IllegalArgumentException(
          "neighbour " + neighbours + " of " + bank.size() + " samples, expected 1 or more");
    }
    this.space = space;
    this.bank = List.copyOf(bank);
    this.neighbours = neighbours;
  }

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public double score(double[] point) {
    Embedding query = space.requantise(point);
    double[] nearest = new double[neighbours];
    Arrays.fill(nearest, -1);
    for (Embedding one : bank) {
      insert(nearest, query.cosine(one));
    }
    return 1 - nearest[neighbours - 1];
  }

  /** Keeps the greatest, in descending order. */
  private static void insert(double[] nearest, double cosine) {
    int at = nearest.length - 1;
    if (!(cosine > nearest[at])) {
      return;
    }
    while (at > 0 && cosine > nearest[at - 1]) {
      nearest[at] = nearest[at - 1];
      at--;
    }
    nearest[at] = cosine;
  }
}
