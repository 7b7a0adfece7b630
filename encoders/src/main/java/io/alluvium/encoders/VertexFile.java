package io.alluvium.encoders;

import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file that says which class has which vertex of the simplex: properties in UTF-8. */
final class VertexFile {
  private static final String DIM = "dim";

  private VertexFile() {}

  static void write(Path file, SimplexAssignment assignment) throws IOException {
    String lines =
        assignment.vertices().entrySet().stream()
            .sorted(Comparator.comparingInt(Map.Entry::getValue))
            .map(entry -> entry.getValue() + "=" + PropertyText.escaped(entry.getKey()) + "\n")
            .collect(Collectors.joining());
    Files.writeString(file, DIM + "=" + assignment.simplex().dim() + "\n" + lines);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it does not say what it should; the message names it
   * @throws EncoderException if it cannot be read
   */
  static SimplexAssignment read(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
      return assignment(values);
    } catch (IOException e) {
      throw new EncoderException(file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static SimplexAssignment assignment(Properties values) {
    int dim = number(DIM, values.getProperty(DIM, ""));
    SortedMap<String, Integer> vertices = new TreeMap<>();
    for (String key : values.stringPropertyNames()) {
      if (!key.equals(DIM)) {
        String label = values.getProperty(key);
        if (vertices.put(label, number("vertex of '" + label + "'", key)) != null) {
          throw new IllegalArgumentException("class '" + label + "' has two vertices");
        }
      }
    }
    return new SimplexAssignment(new Simplex(dim), vertices);
  }

  private static int number(String what, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is '" + value + "', expected a number", e);
    }
  }
}
