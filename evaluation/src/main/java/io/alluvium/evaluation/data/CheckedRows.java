package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes on the rows that can be used: an id that was not there before, a label as LEARN accepts
 * it. With the rest it does as it was told. For one thread.
 */
public final class CheckedRows implements RowSink {
  /** Longest label in bytes of UTF-8, as in the ledger. */
  private static final int MAX_LABEL_BYTES = 256;

  private final OnError onError;
  private final Consumer<Row> target;
  private final Set<String> ids = new HashSet<>();
  private Skipped skipped = Skipped.NONE;

  /** Begins before the first row. */
  public CheckedRows(OnError onError, Consumer<Row> target) {
    this.onError = onError;
    this.target = target;
  }

  @Override
  public void row(Row row) {
    int labelBytes = row.label().getBytes(StandardCharsets.UTF_8).length;
    if (row.label().isBlank()) {
      bad(row.place(), "label is empty");
    } else if (labelBytes > MAX_LABEL_BYTES) {
      bad(row.place(), "label has " + labelBytes + " bytes, expected at most " + MAX_LABEL_BYTES);
    } else if (!ids.add(row.id())) {
      bad(row.place(), "id '" + row.id() + "' was there before");
    } else {
      target.accept(row);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws EvaluationException with place and reason, if rows may not be left out
   */
  @Override
  public void bad(String place, String reason) {
    if (onError == OnError.STOP) {
      throw new EvaluationException(
          place + ": " + reason + " (--on-error skip leaves such rows out)");
    }
    skipped = skipped.plus(place, reason);
  }

  /** Returns what was left out so far. */
  public Skipped skipped() {
    return skipped;
  }
}
