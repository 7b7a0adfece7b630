package io.alluvium.evaluation.predictions;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.io.FileSystemInputFile;
import com.jerolba.carpet.io.FileSystemOutputFile;
import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Files of {@link GradedAnswer}s in Parquet, compressed with Zstandard. */
public final class PredictionFile {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private PredictionFile() {}

  /** A file that is being written. For one thread. */
  public static final class Writer implements Consumer<GradedAnswer>, AutoCloseable {
    private final CarpetWriter<GradedAnswer> writer;

    private Writer(CarpetWriter<GradedAnswer> writer) {
      this.writer = writer;
    }

    @Override
    public void accept(GradedAnswer answer) {
      writer.accept(answer);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /** Begins a file, over what is there. */
  public static Writer create(Path file) throws IOException {
    return new Writer(
        new CarpetWriter.Builder<>(new FileSystemOutputFile(file.toFile()), GradedAnswer.class)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build());
  }

  /**
   * Hands over all answers of a file, in its order.
   *
   * @throws EvaluationException if it cannot be read
   */
  public static void read(Path file, Consumer<GradedAnswer> target) {
    try (CloseableIterator<GradedAnswer> answers =
        new CarpetReader<>(file.toFile(), GradedAnswer.class)
            .withFieldMatchingStrategy(FieldMatchingStrategy.SNAKE_CASE)
            .iterator()) {
      answers.forEachRemaining(target);
    } catch (IOException | RuntimeException e) {
      throw new EvaluationException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * Writes the row groups of several files one after the other into one, as they are.
   *
   * @param parts at least one, all written by {@link #create}
   */
  public static void join(List<Path> parts, Path target) throws IOException {
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new FileSystemOutputFile(target.toFile()),
            schema(parts.getFirst()),
            ParquetFileWriter.Mode.OVERWRITE,
            ROW_GROUP_BYTES,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            ParquetProperties.builder().build())) {
      writer.start();
      for (Path part : parts) {
        writer.appendFile(new FileSystemInputFile(part.toFile()));
      }
      writer.end(Map.of());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(new FileSystemInputFile(file.toFile()))) {
      return reader.getFileMetaData().getSchema();
    }
  }
}
