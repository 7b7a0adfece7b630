package io.alluvium.evaluation.swap;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.CheckedRows;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.ScratchFolder;
import io.alluvium.learning.transition.EncoderCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Times two encoders with the same rows, in the same batches, one batch after the other.
 *
 * @param settings device and threads of the encoders
 * @param nanoClock a clock that never goes back, in nanoseconds
 */
record EncoderTimer(UnaryOperator<EncoderOptions> settings, LongSupplier nanoClock) {
  private static final int BATCH = 32;

  /**
   * Returns what both take.
   *
   * @param ids the rows
   */
  EncoderCost time(DataSet data, Set<String> ids, String small, String large) {
    List<Payload> payloads = new ArrayList<>();
    data.reader()
        .read(
            new CheckedRows(
                OnError.SKIP,
                row -> {
                  if (ids.contains(row.id())) {
                    payloads.add(row.payload());
                  }
                }));
    if (payloads.isEmpty()) {
      throw new EvaluationException("there is no row to time encoders with");
    }
    long smallNanos = 0;
    long largeNanos = 0;
    try (ScratchFolder scratch = ScratchFolder.create();
        Encoder first = EncoderChoice.of(small, data).open(settings, scratch.folder("small"));
        Encoder second = EncoderChoice.of(large, data).open(settings, scratch.folder("large"))) {
      for (int from = 0; from < payloads.size(); from += BATCH) {
        List<Payload> batch = payloads.subList(from, Math.min(from + BATCH, payloads.size()));
        smallNanos += time(first, batch);
        largeNanos += time(second, batch);
      }
    }
    return new EncoderCost(payloads.size(), Math.max(1, smallNanos), Math.max(1, largeNanos));
  }

  private long time(Encoder encoder, List<Payload> batch) {
    long start = nanoClock.getAsLong();
    var _ = encoder.embed(batch);
    return nanoClock.getAsLong() - start;
  }
}
