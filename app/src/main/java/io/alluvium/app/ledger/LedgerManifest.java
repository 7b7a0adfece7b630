package io.alluvium.app.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alluvium.app.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the folder of a recorded ledger: the content of {@code ledger.json}.
 *
 * @param format version of the folder's form
 * @param version version of the program that wrote it
 * @param namespace namespace of the ledger
 * @param topic name of the ledger
 * @param partition its partition
 * @param from the offset that the range begins with
 * @param to the first offset behind the range
 * @param entries number of ledger entries
 * @param learnt offset up to which LEARN had committed its work when the export began, so that all
 *     predictions of entries before it are there; 0 if the broker did not know
 * @param predictions number of predictions
 * @param firstPrediction offset of the oldest prediction in its topic; more than 0 where retention
 *     had deleted older ones
 * @param spaces the spaces that were announced, in their order
 * @param ledger the files of entries, in their order
 * @param answers the files of predictions, in their order
 * @param digest SHA-256 over the SHA-256 of each file of entries in order, as texts
 * @param configuration settings that decide what LEARN makes of the ledger, by key
 */
public record LedgerManifest(
    int format,
    String version,
    String namespace,
    String topic,
    int partition,
    long from,
    long to,
    long entries,
    long learnt,
    long predictions,
    long firstPrediction,
    List<AnnouncedSpace> spaces,
    List<Part> ledger,
    List<Part> answers,
    String digest,
    Map<String, String> configuration) {
  /** Version of the form that is written and read. */
  static final int FORMAT = 1;

  /** Name of the file. */
  static final String FILE = "ledger.json";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A space.
   *
   * @param id 64 lower-case hex digits
   * @param dim number of dimensions
   * @param encoder name of the encoder in the configuration, for people
   */
  public record AnnouncedSpace(String id, int dim, String encoder) {}

  /** Copies the collections. */
  public LedgerManifest {
    spaces = List.copyOf(spaces);
    ledger = List.copyOf(ledger);
    answers = List.copyOf(answers);
    configuration = new TreeMap<>(configuration);
  }

  void write(Path folder) throws IOException {
    MAPPER.writeValue(folder.resolve(FILE).toFile(), this);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws PipelineException if it is missing, no manifest, or of another format
   */
  static LedgerManifest read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new PipelineException(
          "no file '"
              + file
              + "': the folder holds no ledger of './alluvium export --ledger', or not a whole one");
    }
    try {
      JsonNode tree = MAPPER.readTree(file.toFile());
      int format = tree.path("format").asInt();
      if (format != FORMAT) {
        throw new PipelineException(
            "'" + file + "' has format " + format + ", this program reads format " + FORMAT);
      }
      return MAPPER.readerFor(LedgerManifest.class).readValue(tree);
    } catch (IOException e) {
      throw new PipelineException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns where the ledger stands, for people. */
  public String place() {
    return topic + '-' + partition + '@' + from + ".." + to;
  }
}
