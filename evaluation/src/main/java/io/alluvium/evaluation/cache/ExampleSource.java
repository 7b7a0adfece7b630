package io.alluvium.evaluation.cache;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.CheckedRows;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Embedder;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.embedding.ScratchFolder;
import io.alluvium.learning.SpaceId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Gives embedded data sets: out of the cache where they are, else by an encoder, once. What was
 * embedded when it was cut off is kept and not embedded again.
 */
public final class ExampleSource {
  private final EmbeddingCache cache;
  private final UnaryOperator<EncoderOptions> settings;
  private final OnError onError;
  private final Watch watch;

  /**
   * Prepares to give data sets.
   *
   * @param settings device and threads of encoders
   * @param onError what happens to rows that cannot be used
   */
  public ExampleSource(
      EmbeddingCache cache, UnaryOperator<EncoderOptions> settings, OnError onError, Watch watch) {
    this.cache = cache;
    this.settings = settings;
    this.onError = onError;
    this.watch = watch;
  }

  /**
   * Returns the data set in the space of the encoder.
   *
   * @throws EvaluationException if a row cannot be used and none may be left out, or there is none
   * @throws StoppedException if the watch ends it
   */
  public ExampleSet get(DataSet data, EncoderChoice choice) {
    Optional<ExampleSet> kept =
        cache.space(choice.identity()).flatMap(space -> cache.get(key(data, space)));
    ExampleSet set = kept.orElseGet(() -> embed(data, choice));
    if (set.examples().isEmpty()) {
      throw new EvaluationException(
          "data set " + data.name() + " has no row that can be used; skipped: " + set.skipped());
    }
    return set;
  }

  private String key(DataSet data, SpaceId space) {
    return new Sha256()
        .text(data.sha256())
        .text(data.properties().canonical())
        .text(onError.name())
        .text(space.hex())
        .hex();
  }

  private ExampleSet embed(DataSet data, EncoderChoice choice) {
    long total = count(data);
    try (ScratchFolder scratch = ScratchFolder.create();
        Encoder encoder = choice.open(settings, scratch.path())) {
      SpaceId space = encoder.space().id();
      String key = key(data, space);
      ExampleSet set = cache.get(key).orElseGet(() -> embed(data, encoder, key, total));
      cache.putSpace(choice.identity(), space);
      return set;
    }
  }

  private ExampleSet embed(DataSet data, Encoder encoder, String key, long total) {
    ExampleSet before =
        cache
            .getPart(key)
            .orElseGet(() -> new ExampleSet(encoder.space(), List.of(), Skipped.NONE));
    Embedder embedder = new Embedder(encoder, onError, before, total, watch);
    try {
      embedder.embed(data);
    } catch (StoppedException e) {
      cache.putPart(key, embedder.soFar());
      throw e;
    }
    cache.put(key, embedder.soFar());
    return embedder.soFar();
  }

  /** Reads all rows once before the first is embedded: what is wrong with them is known early. */
  private long count(DataSet data) {
    AtomicLong rows = new AtomicLong();
    data.reader().read(new CheckedRows(onError, row -> rows.incrementAndGet()));
    return rows.get();
  }
}
