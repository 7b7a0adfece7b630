package io.alluvium.evaluation.embedding;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.RowSink;

/** Embeddings that were made elsewhere: only their direction counts. */
final class Embeddings {
  private Embeddings() {}

  /**
   * Returns the properties of the encoder {@code vector} for the embeddings of a data set, which
   * also names the space: what made them is not known.
   */
  static String properties(DataSet data) {
    Width width = new Width();
    data.reader().read(width);
    if (width.dim == 0) {
      throw new EvaluationException("data set " + data.name() + " has no vector");
    }
    return String.join(
        "\n",
        "engine=vector",
        "option.dim=" + width.dim,
        "option.normalisation=l2",
        "option.modelName=" + data.sha256(),
        "");
  }

  private static final class Width implements RowSink {
    private int dim;

    @Override
    public void row(Row row) {
      if (dim == 0 && row.payload() instanceof Payload.Numbers numbers) {
        dim = numbers.values().length;
      }
    }

    @Override
    public void bad(String place, String reason) {}
  }
}
