package io.alluvium.encoders.internal;

import io.alluvium.encoders.Batching;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.SpaceId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A properties file in the style of DJL Serving's {@code serving.properties}, in UTF-8. Every error
 * is an {@link IllegalArgumentException} that names file, key, value and what is allowed.
 */
final class ServingProperties {
  private static final Logger LOG = LoggerFactory.getLogger(ServingProperties.class);

  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,10}");
  private static final double DEFAULT_SPAN = 4096;

  private final Path file;
  private final Properties values;
  private final Set<String> read = new HashSet<>();

  private ServingProperties(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  /** Reads a file. */
  static ServingProperties read(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("properties file " + file + " cannot be read: " + e, e);
    }
    return new ServingProperties(file, values);
  }

  Optional<String> optional(String key) {
    read.add(key);
    return Optional.ofNullable(values.getProperty(key)).map(String::strip);
  }

  String required(String key) {
    String value = optional(key).orElse("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + key + " is missing");
    }
    return value;
  }

  /** Returns what the value stands for. */
  <T> T choice(String key, Map<String, T> allowed) {
    return chosen(key, required(key), allowed);
  }

  /** Returns what the value stands for, or the default if there is none. */
  <T> T choice(String key, Map<String, T> allowed, T byDefault) {
    return optional(key).map(value -> chosen(key, value, allowed)).orElse(byDefault);
  }

  int integer(String key, int min, int max) {
    return parsedInteger(key, required(key), min, max);
  }

  int integer(String key, int min, int max, int byDefault) {
    return optional(key).map(value -> parsedInteger(key, value, min, max)).orElse(byDefault);
  }

  /** Returns the identity of a space. */
  SpaceId spaceId(String key) {
    String value = required(key);
    try {
      return new SpaceId(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": " + key + " is '" + value + "', expected 64 lower-case hex digits", e);
    }
  }

  /** Returns comma-separated finite numbers, which must be as many as said. */
  List<Double> reals(String key, int count) {
    String[] parts = required(key).split(",", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException(
          file + ": " + key + " has " + parts.length + " numbers, expected " + count);
    }
    return Stream.of(parts).map(part -> parsedReal(key, part.strip())).toList();
  }

  /** Returns comma-separated finite numbers above 0, which must be as many as said. */
  List<Double> positiveReals(String key, int count) {
    List<Double> reals = reals(key, count);
    for (int i = 0; i < count; i++) {
      if (reals.get(i) <= 0) {
        throw new IllegalArgumentException(
            file
                + ": "
                + key
                + " is "
                + reals.get(i)
                + " at dimension "
                + i
                + ", expected above 0");
      }
    }
    return reals;
  }

  /**
   * Returns the normalisation by the constants {@code option.clip} and {@code option.scale}. By
   * default a coordinate at the clip becomes {@value #DEFAULT_SPAN}.
   */
  Normalisation fixed(double defaultClip) {
    double clip = real("option.clip").orElse(defaultClip);
    double scale = real("option.scale").orElse(DEFAULT_SPAN / clip);
    try {
      return new Normalisation.Fixed(clip, scale);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": option.clip and option.scale: " + e.getMessage(), e);
    }
  }

  /** Returns how payloads are to be gathered. */
  Batching batching() {
    int batchSize = integer("batch_size", 1, 1 << 20, 0);
    int delayMillis = integer("max_batch_delay", 0, Integer.MAX_VALUE, -1);
    return new Batching(
        batchSize == 0 ? null : batchSize,
        delayMillis == -1 ? null : Duration.ofMillis(delayMillis));
  }

  /** Logs the keys that nobody asked for: misspelt ones, or ones that only DJL Serving knows. */
  void warnOfUnread() {
    Set<String> unread = new TreeSet<>(values.stringPropertyNames());
    unread.removeAll(read);
    if (!unread.isEmpty()) {
      LOG.warn("{}: keys without effect here: {}", file, unread);
    }
  }

  private Optional<Double> real(String key) {
    return optional(key).map(value -> parsedReal(key, value));
  }

  private <T> T chosen(String key, String value, Map<String, T> allowed) {
    T chosen = allowed.get(value);
    if (chosen == null) {
      throw wrong(key, value, "one of " + new TreeSet<>(allowed.keySet()));
    }
    return chosen;
  }

  private int parsedInteger(String key, String value, int min, int max) {
    if (INTEGER.matcher(value).matches()) {
      long parsed = Long.parseLong(value);
      if (parsed >= min && parsed <= max) {
        return (int) parsed;
      }
    }
    throw wrong(key, value, "an integer of " + min + " to " + max);
  }

  private double parsedReal(String key, String value) {
    double parsed;
    try {
      parsed = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      parsed = Double.NaN;
    }
    if (!Double.isFinite(parsed)) {
      throw wrong(key, value, "a finite number");
    }
    return parsed;
  }

  private IllegalArgumentException wrong(String key, String value, String expected) {
    return new IllegalArgumentException(
        file + ": " + key + " is '" + value + "', expected " + expected);
  }
}
