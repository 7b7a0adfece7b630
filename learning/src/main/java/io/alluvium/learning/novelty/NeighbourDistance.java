package io.alluvium.learning.novelty;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Exemplar;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.NthNeighbour;
import io.alluvium.learning.Space;
import java.util.List;

/**
 * How far the n-th nearest of some samples is that were learnt, as {@link NthNeighbour#distance}.
 *
 * <p>Source: Sun et al., "Out-of-distribution detection with deep nearest neighbors", ICML 2022.
 */
public final class NeighbourDistance implements NoveltyScore {
  private final Space space;
  private final NthNeighbour neighbour;

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
    Exemplars samples = new Exemplars();
    for (int i = 0; i < bank.size(); i++) {
      samples.add("", new Exemplar(Integer.toString(i), bank.get(i), i, 1));
    }
    this.space = space;
    this.neighbour = NthNeighbour.of(space, samples, neighbours);
  }

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public double score(double[] point) {
    return neighbour.distance(space.requantise(point));
  }
}
