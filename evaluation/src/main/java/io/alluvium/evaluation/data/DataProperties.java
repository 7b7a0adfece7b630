package io.alluvium.evaluation.data;

import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of one data set, each checked when it is asked for. Immutable. */
public final class DataProperties {
  private final Map<DataKey, String> values;

  private DataProperties(Map<DataKey, String> values) {
    this.values = values;
  }

  /** Returns the given options. */
  public static DataProperties of(Map<DataKey, String> values) {
    Map<DataKey, String> copy = new EnumMap<>(DataKey.class);
    values.forEach((key, value) -> copy.put(key, value.strip()));
    return new DataProperties(copy);
  }

  /**
   * Reads a properties file in UTF-8.
   *
   * @throws EvaluationException if it cannot be read or has a key that is none
   */
  static DataProperties read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new EvaluationException(file + " cannot be read: " + e, e);
    }
    Map<DataKey, String> values = new EnumMap<>(DataKey.class);
    for (String name : read.stringPropertyNames()) {
      DataKey key = DataKey.named(name).orElseThrow(() -> unknown(file, name));
      values.put(key, read.getProperty(name));
    }
    return of(values);
  }

  private static EvaluationException unknown(Path file, String name) {
    return new EvaluationException(
        file
            + ": '"
            + name
            + "' is not an option of a data set, expected one of "
            + Arrays.stream(DataKey.values()).map(DataKey::key).toList());
  }

  /** Returns these options under others, which win. */
  DataProperties under(DataProperties winning) {
    Map<DataKey, String> merged = new EnumMap<>(DataKey.class);
    merged.putAll(values);
    merged.putAll(winning.values);
    return new DataProperties(merged);
  }

  /** Returns these options with a value where there is none. */
  DataProperties withDefault(DataKey key, String value) {
    Map<DataKey, String> merged = new EnumMap<>(DataKey.class);
    merged.put(key, value);
    merged.putAll(values);
    return new DataProperties(merged);
  }

  /** Returns a view of all. */
  public Map<DataKey, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Returns the value, if there is one that is not empty. */
  public Optional<String> text(DataKey key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns the value.
   *
   * @throws EvaluationException if there is none
   */
  String required(DataKey key) {
    return text(key)
        .orElseThrow(
            () -> new EvaluationException("the data set needs --" + key.key() + ": " + key.doc()));
  }

  /** Returns the parts between commas, none if there is no value. */
  List<String> list(DataKey key) {
    return text(key).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Returns whether the value is {@code true}. */
  public boolean flag(DataKey key) {
    return choice(key, "false", "true").orElse("false").equals("true");
  }

  /**
   * Returns a number of rows, 0 if there is no value.
   *
   * @throws EvaluationException if it is none
   */
  public int rows(DataKey key) {
    String value = text(key).orElse("0");
    if (!value.matches("[0-9]{1,9}")) {
      throw wrong(key, value, "a number of rows");
    }
    return Integer.parseInt(value);
  }

  /**
   * Returns the value, if there is one.
   *
   * @throws EvaluationException if it is none of those allowed
   */
  public Optional<String> choice(DataKey key, String... allowed) {
    Optional<String> value = text(key);
    if (value.isPresent() && !List.of(allowed).contains(value.get())) {
      throw wrong(key, value.get(), "one of " + List.of(allowed));
    }
    return value;
  }

  /**
   * Returns a character, which {@code none} names the absence of and {@code tab} the tabulator.
   *
   * @throws EvaluationException if it is none
   */
  char character(DataKey key, char byDefault, char none) {
    String value = text(key).orElse(String.valueOf(byDefault));
    return switch (value) {
      case "none" -> none;
      case "tab", "\\t" -> '\t';
      default -> {
        if (value.length() != 1) {
          throw wrong(key, value, "one character");
        }
        yield value.charAt(0);
      }
    };
  }

  private static EvaluationException wrong(DataKey key, String value, String expected) {
    return new EvaluationException("--" + key.key() + " is '" + value + "', expected " + expected);
  }

  /** Returns a text that is equal exactly where the options are. */
  public String canonical() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().key() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
