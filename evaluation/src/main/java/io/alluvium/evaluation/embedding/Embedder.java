package io.alluvium.evaluation.embedding;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.encoders.UnacceptablePayloadException;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.CheckedRows;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.data.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Embeds the rows of a data set in chunks. For one data set and one thread. */
public final class Embedder {
  private static final int CHUNK = 128;

  private final Encoder encoder;
  private final Watch watch;
  private final CheckedRows rows;
  private final List<Row> chunk = new ArrayList<>(CHUNK);
  private final List<Example> done;
  private final long total;
  private final Set<String> known;

  /**
   * Prepares to embed, or to go on where an earlier embedding was cut off.
   *
   * @param before what was embedded before, of the first rows
   * @param total number of rows, for the watch
   */
  public Embedder(Encoder encoder, OnError onError, ExampleSet before, long total, Watch watch) {
    this.encoder = encoder;
    this.watch = watch;
    this.total = total;
    this.done = new ArrayList<>(before.examples());
    this.known = done.stream().map(Example::id).collect(Collectors.toSet());
    this.rows = new CheckedRows(onError, this::take);
  }

  /**
   * Reads and embeds all rows.
   *
   * @throws EvaluationException if a row cannot be used and none may be left out, or the encoder
   *     takes another kind of payload
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it; {@link #soFar} is whole
   */
  public void embed(DataSet data) {
    checkKind(data);
    data.reader().read(rows);
    embedChunk();
  }

  /** Returns what is embedded, of the first rows. */
  public ExampleSet soFar() {
    return new ExampleSet(encoder.space(), done, rows.skipped());
  }

  private void checkKind(DataSet data) {
    encoder
        .probe()
        .map(Payload::kind)
        .filter(kind -> !kind.equals(data.payload()))
        .ifPresent(kind -> {
          throw new EvaluationException(
              "the encoder takes "
                  + kind
                  + ", data set "
                  + data.name()
                  + " has "
                  + data.payload()
                  + ": choose another with --encoder");
        });
  }

  private void take(Row row) {
    if (known.contains(row.id())) {
      return;
    }
    chunk.add(row);
    if (chunk.size() == CHUNK) {
      embedChunk();
    }
  }

  private void embedChunk() {
    watch.at("embedding", done.size(), total);
    try {
      List<float[]> vectors = encoder.embed(chunk.stream().map(Row::payload).toList());
      for (int i = 0; i < chunk.size(); i++) {
        add(chunk.get(i), vectors.get(i));
      }
    } catch (UnacceptablePayloadException e) {
      chunk.forEach(this::embedAlone);
    }
    chunk.clear();
  }

  private void embedAlone(Row row) {
    try {
      add(row, encoder.embed(List.of(row.payload())).getFirst());
    } catch (UnacceptablePayloadException e) {
      rows.bad(row.place(), String.valueOf(e.getMessage()));
    }
  }

  private void add(Row row, float[] vector) {
    done.add(Example.of(row, encoder.space().quantise(vector)));
  }
}
