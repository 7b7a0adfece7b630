package io.alluvium.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of one JSON object. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  /** Returns an object as text. */
  static String text(Map<String, Object> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  /** Writes the object; the file is there as a whole or as it was before. */
  public static void write(Path file, Map<String, Object> values) {
    try {
      WholeFile.write(file, temporary -> Files.writeString(temporary, text(values) + "\n"));
    } catch (IOException e) {
      throw new EvaluationException("cannot write " + file + " (--out): " + e, e);
    }
  }

  /**
   * Returns the object of a file.
   *
   * @throws EvaluationException if it cannot be read or is none
   */
  public static Map<String, Object> read(Path file) {
    try {
      return MAPPER.readValue(Files.readString(file), OBJECT);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
