package io.alluvium.evaluation.embedding;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.RowSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fixed constants that bring raw features to mean 0 and deviation 1, from the rows that a learner
 * may see first: the warm ones, else those that may be learnt where others are kept for testing,
 * else the first tenth, at most {@value #MAX_FIRST_ROWS}.
 */
public final class Standardisation {
  /** Keeps a feature that never changes from being divided by zero. */
  private static final double MIN_DEVIATION = 1e-9;

  private static final double CLIP = 20;
  private static final int MAX_FIRST_ROWS = 1000;

  private Standardisation() {}

  /**
   * Returns the properties of the encoder {@code vector} for the raw features of a data set.
   *
   * @throws EvaluationException if there are no rows to take the constants from
   */
  static String properties(DataSet data) {
    List<float[]> rows = firstRows(data);
    if (rows.isEmpty()) {
      throw new EvaluationException(
          "data set " + data.name() + " has no row to standardise its features by");
    }
    double[] mean = mean(rows);
    return String.join(
        "\n",
        "engine=vector",
        "option.dim=" + mean.length,
        "option.normalisation=fixed",
        "option.clip=" + CLIP,
        "option.mean=" + joined(mean),
        "option.deviation=" + joined(deviation(rows, mean)),
        "");
  }

  /** Returns how many rows the constants come from where the data set does not say it. */
  public static int firstRows(int rows) {
    return Math.clamp(rows / 10, 1, MAX_FIRST_ROWS);
  }

  private static List<float[]> firstRows(DataSet data) {
    Collected all = new Collected();
    data.reader().read(all);
    int warm = data.properties().rows(DataKey.WARM);
    boolean split = warm == 0 && all.tested;
    int count = split ? all.rows.size() : warm > 0 ? warm : firstRows(all.rows.size());
    return all.rows.stream()
        .sorted(Comparator.comparingDouble(Row::time))
        .limit(count)
        .map(row -> ((Payload.Numbers) row.payload()).values())
        .toList();
  }

  private static double[] mean(List<float[]> rows) {
    double[] mean = new double[rows.getFirst().length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i];
      }
    }
    return Arrays.stream(mean).map(sum -> sum / rows.size()).toArray();
  }

  private static double[] deviation(List<float[]> rows, double[] mean) {
    double[] squares = new double[mean.length];
    for (float[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        squares[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
      }
    }
    return Arrays.stream(squares)
        .map(sum -> Math.sqrt(sum / rows.size()) + MIN_DEVIATION)
        .toArray();
  }

  private static String joined(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
  }

  /** The features of all rows that may be learnt; bad rows are met again when they are embedded. */
  private static final class Collected implements RowSink {
    private final List<Row> rows = new ArrayList<>();
    private boolean tested;

    @Override
    public void row(Row row) {
      tested |= row.role() == Row.Role.TEST;
      if (row.role() == Row.Role.TRAIN && row.payload() instanceof Payload.Numbers) {
        rows.add(row);
      }
    }

    @Override
    public void bad(String place, String reason) {}
  }
}
