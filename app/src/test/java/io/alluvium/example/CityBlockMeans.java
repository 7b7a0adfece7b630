package io.alluvium.example;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadProvider;
import io.alluvium.learning.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A head of one's own, whole: the class whose mean is nearest by the city-block distance. In a jar
 * with this line in {@code META-INF/services/io.alluvium.learning.HeadProvider}
 *
 * <pre>
 * io.alluvium.example.CityBlockMeans
 * </pre>
 *
 * <p>it is {@code --heads city-block} and {@code alluvium.head=city-block}.
 */
public final class CityBlockMeans implements HeadProvider, Head {
  private static final double LOG_ODDS = 1e-4;

  @Override
  public String name() {
    return "city-block";
  }

  @Override
  public Head create(HeadOptions options) {
    return this;
  }

  @Override
  public Scorer fit(Evidence evidence) {
    List<String> labels = List.copyOf(evidence.statistics().labels());
    double[][] means = new double[labels.size()][];
    for (int c = 0; c < means.length; c++) {
      means[c] = mean(evidence.statistics().classSums(labels.get(c)).orElseThrow());
    }
    return new Nearest(labels, means);
  }

  private static double[] mean(ClassSums sums) {
    double[] mean = new double[sums.dim()];
    Arrays.setAll(mean, i -> (double) sums.sum(i) / sums.count());
    return mean;
  }

  private final class Nearest implements Scorer {
    private final List<String> labels;
    private final double[][] means;

    Nearest(List<String> labels, double[][] means) {
      this.labels = labels;
      this.means = means;
    }

    @Override
    public List<String> labels() {
      return labels;
    }

    @Override
    public double[] scores(Embedding query) {
      double[] scores = new double[means.length];
      for (int c = 0; c < scores.length; c++) {
        for (int i = 0; i < query.dim(); i++) {
          scores[c] -= LOG_ODDS * Math.abs(query.get(i) - means[c][i]);
        }
      }
      return scores;
    }

    /** Means cost next to nothing, so all of them are computed again. */
    @Override
    public Scorer refreshed(Evidence now, Set<String> changed) {
      return fit(now);
    }
  }
}
